namespace Tongban.Kernel;

/// <summary>
/// The five levels of 好差评 (国办发〔2019〕51号), named because two official code tables number them in opposite
/// directions. Stored by name; there is no level zero, so that nothing is rated by default.
/// </summary>
public enum RatingLevel
{
    /// <summary>非常满意.</summary>
    VerySatisfied = 1,

    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意; it counts as good.</summary>
    BasicallySatisfied,

    /// <summary>不满意.</summary>
    Dissatisfied,

    /// <summary>非常不满意.</summary>
    VeryDissatisfied,
}

/// <summary>The two codecs of <see cref="RatingLevel"/>. A number outside 1 to 5 is refused with <c>rating.unknown-level</c>.</summary>
public static class RatingLevels
{
    extension(RatingLevel level)
    {
        /// <summary>The national platform's <c>satisfaction</c>: 5 is 非常满意.</summary>
        public int Stars => 6 - level.Gbt39046Code;

        /// <summary>满意度代码 of GB/T 39046-2020 Annex A.8: 1 is 非常满意.</summary>
        public int Gbt39046Code => (int)level is >= 1 and <= 5 and var code ? code : throw new ArgumentOutOfRangeException(nameof(level));

        /// <summary>差评: 不满意 or 非常不满意.</summary>
        public bool IsBad => level is RatingLevel.Dissatisfied or RatingLevel.VeryDissatisfied;

        public static RatingLevel FromStars(int stars) => FromGbt39046Code(6 - stars);

        public static RatingLevel FromGbt39046Code(int code)
        {
            Refusal.Unless(code is >= 1 and <= 5, "rating.unknown-level");

            return (RatingLevel)code;
        }
    }
}
