using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>The types of a pass that differ from machine to machine: its type parameters, which one method chooses for all kernels that it calls.</summary>
internal sealed class PassTypes
{
    private readonly List<(EquatableArray<string> Names, List<string> Constraints)> _types = [];

    public bool IsEmpty => _types.Count == 0;

    /// <summary>The type parameter that stands for a type.</summary>
    public string ParameterFor(MachineType type)
    {
        int known = _types.FindIndex(t => t.Names.Equals(type.Names));
        if (known < 0)
        {
            known = _types.Count;
            _types.Add((type.Names, []));
        }

        // Every other kind of block is one that computes, too.
        List<string> constraints = _types[known].Constraints;
        if (!constraints.Contains(type.Constraint))
        {
            constraints.Add(type.Constraint);
            constraints.RemoveAll(c => constraints.Count > 1 && c.StartsWith("IBlock<", System.StringComparison.Ordinal));
        }

        return Name(known);
    }

    /// <summary>Prints the pass: the method that asks what the machine has, and the one that runs.</summary>
    /// <param name="signature">As the caller sees it.</param>
    public void Write(SourceWriter writer, string signature, SourceWriter body)
    {
        int open = signature.IndexOf('('), nameStart = signature.LastIndexOf(' ', open) + 1;
        string name = signature.Substring(nameStart, open - nameStart), parameters = signature.Substring(open);
        string give = signature.Contains(" void ") ? "" : "return ", arguments = Arguments(parameters);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block(signature))
        {
            string before = "";
            for (int w = 0; w < VectorWidth.All.Count; w++)
            {
                // A machine with wider vectors has the narrower ones, too.
                VectorWidth width = VectorWidth.All[w];
                if (!width.IsScalar && _types.All(t => t.Names[w] == t.Names[w + 1]))
                {
                    continue;
                }

                string condition = width.IsScalar ? before : $"{before}if (Vector{width.Bits}.IsHardwareAccelerated) ";
                writer.Line($"{condition}{give}{name}<{string.Join(", ", _types.Select(t => t.Names[w]))}>({arguments});");
                before = "else ";
            }
        }

        writer.Line();
        string constraints = string.Concat(_types.Select((t, k) => $" where {Name(k)} : struct, {string.Join(", ", t.Constraints.Select(c => string.Format(c, Name(k))))}"));
        using (writer.Block($"{signature.Substring(0, nameStart).Replace("public ", "private ")}{name}<{string.Join(", ", _types.Select((_, k) => Name(k)))}>{parameters}{constraints}"))
        {
            writer.Lines(body);
        }
    }

    private static string Name(int type) => $"B{type + 1}";

    /// <summary>What is handed on: each parameter by its name.</summary>
    private static string Arguments(string parameters) => string.Join(", ", parameters.Trim('(', ')').Split(',').Select(p => p.Trim()).Select(p =>
        (p.StartsWith("ref ", System.StringComparison.Ordinal) ? "ref " : "") + p.Substring(p.LastIndexOf(' ') + 1)));
}
