using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <content>Loops over time.</content>
internal sealed partial class ReferenceNestEmitter
{
    private void EmitByTime(ReferenceNest nest, ByTimeOp move)
    {
        Describe(nest, null);
        if (move.GoesByTime && ByTimeOp.TimesOf(move.Result) != move.Times)
        {
            Clear(move.Result);
        }

        int features = move.Features;
        string there = move.IsReversed ? $"{move.Times - 1} - t" : "t", time = move.Offset == 0 ? "t" : $"(t + {move.Offset})";
        string byExample = move.Times == 1 ? $"b * {features}" : $"(b * {move.Times} + {there}) * {features}";
        string byTime = move.Times == 1 ? (move.Offset == 0 ? $"b * {features}" : $"({move.Offset} * batch + b) * {features}") : $"({time} * batch + b) * {features}";
        (string from, string to) = move.GoesByTime ? (byExample, byTime) : (byTime, byExample);
        string[] heads = ["for (int b = 0; b < batch; b++)", .. move.Times == 1 ? new string[0] : [$"for (int t = 0; t < {move.Times}; t++)"]];
        _loops.Statement(heads, $"{ReferenceTensors.NameOf(move.Source)}.Slice({from}, {features}).CopyTo({ReferenceTensors.NameOf(move.Result)}.Slice({to}, {features}));");
    }

    private void EmitTurns(ReferenceNest nest, ScanOp scan)
    {
        Describe(nest, null);
        foreach (ScanStart start in scan.Starts)
        {
            string length = Rows(start.State), first = $"{ReferenceTensors.NameOf(start.State)}.Slice({(scan.FirstTime == 0 ? "0" : $"{scan.FirstTime} * {length}")}, {length})";
            writer.Line(start.Initial is { } initial ? $"{ReferenceTensors.NameOf(initial)}.Slice(0, {length}).CopyTo({first});" : $"{first}.Clear();");
        }

        using (writer.Block(ScanText.Loop(scan).Replace("nint", "int")))
        {
            foreach (TimeSlice slice in nest.Slices)
            {
                string turn = slice.Shift == 0 ? "t" : $"(t + {slice.Shift})", length = Rows(slice.All);
                writer.Line($"Span<{_element}> {ReferenceTensors.NameOf(slice.One)} = {ReferenceTensors.NameOf(slice.All)}.Slice({turn} * {length}, {length});");
            }

            ReferenceNestEmitter inTurn = new(writer, nest.Turn!, tensors, precision, numbers);
            foreach (ReferenceNest inner in nest.Turn!.Nests)
            {
                inTurn.Emit(inner);
            }
        }
    }

    /// <summary>The numbers of all examples at one time.</summary>
    private static string Rows(Value byTime) => byTime.Shape[2] == 1 ? "batch" : $"batch * {byTime.Shape[2]}";
}
