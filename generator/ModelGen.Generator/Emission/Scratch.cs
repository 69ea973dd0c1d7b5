using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>The memory of an inference: on the stack up to a budget, beyond it one buffer for each thread. Many examples go through it in portions.</summary>
/// <param name="Values">What is kept between layers, with its offset for one example.</param>
/// <param name="PerExample">Its length for one example.</param>
/// <param name="Portion">How many examples go through it at once.</param>
/// <param name="OnStack">Whether it is on the stack.</param>
internal sealed record Scratch(IReadOnlyList<(Value Value, int Offset)> Values, int PerExample, int Portion, bool OnStack, string Element)
{
    // A stack has a megabyte on most systems, and audio and game threads often less.
    private const int StackBudgetInBytes = 32 * 1024;

    // Full tiles of every kernel (12, 9 and 6 rows divide it or overlap little).
    private const int LargestPortion = 72;

    public bool IsNeeded => PerExample > 0;

    /// <param name="also">A value that the caller keeps beside those between the layers.</param>
    public static Scratch For(EmissionContext context, Value? also = null)
    {
        List<(Value, int)> values = [];
        int length = 0;
        IEnumerable<Value> stored = context.Plan.Predict.Steps.SelectMany(s => s.Stored).Where(v => v.Shape.Rank > 0 && v != context.Graph.Output.Storage);
        foreach (Value value in also is null ? stored : stored.Append(also))
        {
            values.Add((value, length));
            length += value.Shape.Length;
        }

        int size = context.Network.Precision == Precision.Double ? 8 : 4;
        int fitting = length == 0 ? LargestPortion : StackBudgetInBytes / (size * length);
        bool onStack = fitting >= 1;
        int portion = Math.Min(LargestPortion, onStack ? fitting : LargestPortion);
        return new Scratch(values, length, portion > 6 ? portion / 6 * 6 : portion, onStack, context.T);
    }

    /// <summary>Where a value is within the scratch of a portion.</summary>
    public string? PlaceOf(Value value)
    {
        (Value found, int offset) = Values.FirstOrDefault(v => v.Value == value);
        return found is null ? null : offset == 0 ? "scratch" : $"Unsafe.Add(ref scratch, batch * {offset})";
    }

    /// <summary>Prints the loop that takes the examples through <paramref name="pass"/> in portions.</summary>
    /// <param name="arguments">The pass's arguments before the scratch; the first two are references that move on.</param>
    public void EmitLoop(SourceWriter writer, string pass, string arguments)
    {
        if (!IsNeeded)
        {
            writer.Line($"{pass}({arguments}, examples);");
            return;
        }

        if (OnStack)
        {
            using (writer.Block("if (examples == 1)"))
            {
                writer.Line($"~Span<{Element}> one = stackalloc {Element}[{PerExample}];");
                writer.Line($"{pass}({arguments}, ref ~MemoryMarshal.GetReference(one), 1);");
                writer.Line("return;");
            }

            writer.Line();
        }

        writer.Line($"const int Portion = {Portion};");
        writer.Line(OnStack
            ? $"~Span<{Element}> scratch = stackalloc {Element}[{PerExample} * Portion];"
            : $"~Span<{Element}> scratch = s_scratch ??= new {Element}[{PerExample} * Portion];");
        using (writer.Block("for (int left = examples; left > 0; left -= Portion)"))
        {
            writer.Line($"{pass}({arguments}, ref ~MemoryMarshal.GetReference(scratch), ~Math.Min(left, Portion));");
            writer.Line("nextInput = ref ~Unsafe.Add(ref nextInput, Portion * InputLength);");
            writer.Line("nextOutput = ref ~Unsafe.Add(ref nextOutput, Portion * OutputLength);");
        }
    }

    /// <summary>Prints the field of a scratch that is not on the stack.</summary>
    public void EmitStorage(SourceWriter writer, string field)
    {
        if (IsNeeded && !OnStack)
        {
            writer.Line();
            writer.Line("[~ThreadStatic]");
            writer.Line($"private static {Element}[]? {field};");
        }
    }
}
