using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ModelGen.Generator.Emission;

/// <summary>An offset as code: b * 784 + y * 28 - 29.</summary>
internal readonly record struct OffsetText(string Variables, int Constant)
{
    public static OffsetText Of(int constant) => new("", constant);

    /// <summary>This and <paramref name="step"/> times a variable or a number.</summary>
    public OffsetText Plus(string index, int step) => step == 0 ? this
        : int.TryParse(index, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? this with { Constant = Constant + (number * step) }
        : this with { Variables = Variables + (step < 0 ? " - " : Variables == "" ? "" : " + ") + Factor(index, System.Math.Abs(step)) };

    public OffsetText Plus(IEnumerable<(string Index, int Step)> terms) => terms.Aggregate(this, (offset, term) => offset.Plus(term.Index, term.Step));

    public override string ToString() => (Variables.TrimStart(), Constant) switch
    {
        ("", _) => $"{Constant}",
        (var variables, 0) => variables,
        (['-', ' ', ..] variables, > 0) => $"{Constant} {variables}",
        (var variables, < 0) => $"{variables} - {-Constant}",
        (var variables, _) => $"{variables} + {Constant}",
    };

    private static string Factor(string index, int step) => step == 1 ? index : index.Contains(" ") ? $"({index}) * {step}" : $"{index} * {step}";
}
