using Tongban.Commands;

return await TongbanCommands.RunAsync(args);

/// <summary>Named, so that tests can start it.</summary>
public partial class Program;
