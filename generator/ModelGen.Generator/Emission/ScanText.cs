using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Emission;

/// <summary>How passes go over time: copies in its order, and the loop of a scan.</summary>
internal static class ScanText
{
    /// <summary>The copy of a sequence in the order of time, or back.</summary>
    public static void Move(SourceWriter writer, ByTimeOp move)
    {
        string byTime = Times(move.ByTime.Storage.Name, move.Offset, move.Features), other = (move.GoesByTime ? move.Source : move.Result).Storage.Name;
        string way = move.GoesByTime ? "ByTime" : "ByExample", arguments = move.GoesByTime ? $"ref {other}, {RefOf(byTime)}" : $"{RefOf(byTime)}, ref {other}";
        int all = ByTimeOp.TimesOf(move.ByTime);
        if (move.GoesByTime && all != move.Times)
        {
            writer.Line($"Block.Clear(ref {move.Result.Storage.Name}, {all * move.Features} * (int)batch);");
        }

        writer.Line($"TimeOrder.{way}({arguments}, {move.Times}, {move.Features}, batch{(move.IsReversed ? ", isReversed: true" : "")});");
    }

    /// <summary>What the first turn finds of a state.</summary>
    public static void Start(SourceWriter writer, ScanOp scan, ScanStart start)
    {
        int features = start.State.Shape[start.State.Shape.Rank - 1];
        string first = RefOf(Times(start.State.Name, scan.FirstTime, features)), length = $"{VectorText.Scaled("(int)batch", features)}";
        writer.Line(start.Initial is { } initial ? $"Block.Copy(ref {initial.Storage.Name}, {first}, {length});" : $"Block.Clear({first}, {length});");
    }

    public static string Loop(ScanOp scan) => scan.IsBackwards ? $"for (nint t = {scan.Times - 1}; t >= 0; t--)" : $"for (nint t = 0; t < {scan.Times}; t++)";

    /// <summary>Where a turn finds a tensor of one time: an expression after <c>ref</c>.</summary>
    public static string Place(TimeSlice slice)
    {
        string turn = slice.Shift == 0 ? "t" : $"(t + {slice.Shift})";
        return $"Unsafe.Add(ref {slice.All.Storage.Name}, {turn} * {VectorText.Scaled("batch", slice.One.Shape[1])})";
    }

    private static string Times(string name, int offset, int features) => offset == 0 ? name : $"Unsafe.Add(ref {name}, {VectorText.Scaled("batch", offset * features)})";

    private static string RefOf(string place) => $"ref {place}";
}
