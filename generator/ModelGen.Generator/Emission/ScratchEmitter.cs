using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the memory of an inference (<see cref="Scratch"/>).</summary>
internal sealed class ScratchEmitter(Scratch scratch, string element)
{
    /// <summary>Where a value is within the scratch of a portion.</summary>
    public TensorPlace? PlaceOf(Value value)
    {
        (Value? found, long offset) = scratch.Values.FirstOrDefault(v => v.Value == value);
        return found is null ? null : new TensorPlace("scratch", offset, PerExample: true);
    }

    /// <summary>The scratch as it is allocated for <paramref name="count"/> examples, a number or a constant.</summary>
    public string Allocation(string count, string field) => scratch.OnStack ? OnStack(count) : $"{field} ??= new {element}[{Length(count)}]";

    private string OnStack(string count) => $"stackalloc {element}[{Length(count)}]";

    private string Length(string count) => count == "1" ? $"{scratch.PerExample}" : $"{scratch.PerExample} * {count}";

    /// <summary>Prints the loop that takes the examples through <paramref name="pass"/> in portions.</summary>
    /// <param name="arguments">The pass's arguments before the scratch.</param>
    public void EmitLoop(SourceWriter writer, string pass, string arguments)
    {
        if (!scratch.IsNeeded)
        {
            writer.Line($"{pass}({arguments}, examples);");
            return;
        }

        if (scratch.OneOnStack && scratch.Portion > 1)
        {
            using (writer.Block("if (examples == 1)"))
            {
                writer.Line($"~Span<{element}> one = {OnStack("1")};");
                writer.Line($"{pass}({arguments}, ref ~Numbers.First(one), 1);");
                writer.Line("return;");
            }

            writer.Line();
        }

        (string count, string step, string times) = (PortionName, scratch.Portion == 1 ? "left--" : "left -= Portion", scratch.Portion == 1 ? "" : "examplesNow * ");
        DeclarePortion(writer);
        writer.Line($"~Span<{element}> scratch = {Allocation(count, "s_scratch")};");
        using (writer.Block($"for (int left = examples; left > 0; {step})"))
        {
            if (scratch.Portion > 1)
            {
                writer.Line("int examplesNow = ~Math.Min(left, Portion);");
            }

            writer.Line($"{pass}({arguments}, ref ~Numbers.First(scratch), {(scratch.Portion > 1 ? "examplesNow" : "1")});");
            writer.Line($"nextInput = ref ~Unsafe.Add(ref nextInput, {times}InputLength);");
            writer.Line($"nextOutput = ref ~Unsafe.Add(ref nextOutput, {times}OutputLength);");
        }
    }

    /// <summary>The examples of a portion: a constant's name, or 1.</summary>
    public string PortionName => scratch.Portion == 1 ? "1" : "Portion";

    /// <summary>Declares that constant.</summary>
    public void DeclarePortion(SourceWriter writer)
    {
        if (scratch.Portion > 1)
        {
            writer.Line($"const int Portion = {scratch.Portion};");
        }
    }

    /// <summary>Prints the field of a scratch that is not on the stack.</summary>
    /// <param name="isNullable">Whether it stands where the compiler looks for nulls.</param>
    public void EmitField(SourceWriter writer, string field, bool isNullable = true)
    {
        if (scratch.IsNeeded && !scratch.OnStack)
        {
            writer.Line();
            writer.Line("[~ThreadStatic]");
            writer.Line($"private static {element}[]{(isNullable ? "?" : "")} {field};");
        }
    }
}
