namespace Tongban.Kernel;

/// <summary>An entity of which figures of a day are made: each of its moves has that day counted anew.</summary>
public interface IFigured
{
    /// <summary>The hall's day whose figures it is in.</summary>
    DateOnly FiguredOn { get; }
}
