using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>A model as its user writes it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Attributes">The attributes after [Model] and [Input], as C# writes them between the brackets.</param>
internal sealed record ModelDeclaration(string Name, int Inputs, int MaxBatch, bool IsDouble, IReadOnlyList<string> Attributes)
{
    public bool InputGradients { get; init; } = true;

    /// <summary>Whether the plain loops of the reference form are its only code.</summary>
    public bool IsReference { get; init; }

    /// <summary>The sizes in [Input].</summary>
    public string Shape { get; init; } = $"{Inputs}";

    /// <summary>The attributes of several inputs; null for one of <see cref="Shape"/>.</summary>
    public IReadOnlyList<string>? SeveralInputs { get; init; }

    /// <summary>The file that declares all of <paramref name="models"/>.</summary>
    public static string File(params IEnumerable<ModelDeclaration> models) => $"""
        using ModelGen;

        namespace Declared;

        {string.Join("\n", models)}
        """;

    public override string ToString()
    {
        var text = new StringBuilder("[Model(MaxBatch = ").Append(MaxBatch);
        text.Append(IsDouble ? ", Precision = Precision.Double" : "").Append(IsReference ? ", Kernels = Kernels.Reference" : "").Append(InputGradients ? ", InputGradients = true" : "").Append(")]\n");
        foreach (string attribute in (SeveralInputs ?? [$"Input({Shape})"]).Concat(Attributes))
        {
            text.Append($"[{attribute}]\n");
        }

        return text.Append($"public sealed partial class {Name};\n").ToString();
    }
}
