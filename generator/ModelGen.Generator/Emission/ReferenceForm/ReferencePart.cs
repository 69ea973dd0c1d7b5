using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>What a pass of the reference form prints at once: a layer's loops or their call, or the calls of equal layers in a loop.</summary>
/// <param name="Runs">Of a loop, those of its first turn.</param>
/// <param name="Last">Of a loop, what comes last of the same kind as the first.</param>
/// <param name="Forms">The calls of a loop's first turn.</param>
/// <param name="Strides">Of a loop, for each of its calls, how far each tensor is from that of the next turn.</param>
internal sealed record ReferencePart(int Turns, IReadOnlyList<ReferenceRun> Runs, ReferenceRun Last, IReadOnlyList<CallForm> Forms, IReadOnlyList<EquatableArray<TensorStride>> Strides)
{
    public bool IsLoop => Turns > 1;

    /// <summary>Cuts a pass.</summary>
    public static IEnumerable<ReferencePart> Of(IReadOnlyList<ReferenceRun> runs, ReferenceMethods methods, ReferencePlan plan)
    {
        CallForm[] forms = [.. runs.Select(r => methods.CallOf(r)?.Form(plan) ?? new CallForm(new object(), []))];
        int at = 0;
        foreach (Repetition repetition in Repetition.Of(forms))
        {
            for (; at < repetition.First; at++)
            {
                yield return Single(runs[at]);
            }

            int[] turn = [.. Enumerable.Range(at, repetition.Period)];
            int last = Enumerable.Range(at, repetition.End - at).Last(k => forms[k].Code.Equals(forms[at].Code));
            yield return new ReferencePart(
                repetition.Turns, [.. turn.Select(k => runs[k])], runs[last], [.. turn.Select(k => forms[k])], [.. turn.Select(k => forms[k].StridesTo(forms[k + repetition.Period]))]);
            at = repetition.End;
        }

        for (; at < runs.Count; at++)
        {
            yield return Single(runs[at]);
        }
    }

    private static ReferencePart Single(ReferenceRun run) => new(1, [run], run, [], []);
}
