using System;

namespace ModelGen.Generator.Graph;

/// <summary>
/// A delay line of a stream: Result[k] is Source as it was (taps − 1 − k) · Dilation steps ago. Past, which no other op touches, is a ring of the rows that are still
/// wanted, with the place of the oldest behind them; Source takes that place.
/// </summary>
/// <param name="Source">[batch, features].</param>
/// <param name="Past">[batch, rows · features + 1].</param>
/// <param name="Result">[batch, taps, features].</param>
internal sealed record DelayOp(Value Source, Value Past, Value Result, int Dilation) : Op([Source, Past], [Result])
{
    public override OpKind Kind => OpKind.Delay;

    public override Op On(Func<Value, Value> other) => new DelayOp(other(Source), other(Past), other(Result), Dilation);

    public int Taps => Result.Shape[1];

    public int Features => Result.Shape[2];

    /// <summary>In words, for comments and explanations.</summary>
    public string Formula => $"{Result.Name}[b, k, j] = {Source.Name}[b, j] of {(Dilation == 1 ? $"{Taps - 1} − k" : $"{Dilation} · ({Taps - 1} − k)")} steps ago, for k < {Taps}";

    /// <summary>The numbers of Past.</summary>
    public static int LengthOf(int taps, int dilation, int features) => checked(((taps - 1) * dilation * features) + 1);
}
