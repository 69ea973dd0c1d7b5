using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Networks;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>A layer's loops on tensors that go by what they are to the layer: input, weight, outputGradient. Those of equal layers are equal.</summary>
/// <param name="Pass">The loops.</param>
/// <param name="Tensors">What they are given: the tensor of the layer, its name in the loops, and whether it is written.</param>
/// <param name="Numbers">Single numbers that they are given.</param>
/// <param name="TakesBatch">Whether they go over the examples.</param>
internal sealed record RoleForm(ReferencePass Pass, EquatableArray<(Value Tensor, string Name, bool IsWritten)> Tensors, EquatableArray<string> Numbers, bool TakesBatch);

/// <summary>Gives tensors the names of their roles, as kernels have them (<see cref="TensorWords"/>).</summary>
internal sealed class ReferenceRoles(TensorWords words, ReferenceTensors tensors)
{
    /// <returns>Null for loops that are no layer's, and for those that need more than tensors: single numbers are variables of the pass, and masks are drawn, and time has loops of its own.</returns>
    public RoleForm? Of(ReferenceRun run)
    {
        Value[] read = [.. run.Nests.SelectMany(n => n.Read)], computed = [.. run.Nests.SelectMany(n => n.Computed)];
        if (run.Layer is not { } layer
            || run.Nests.Any(n => n.Core is DropoutMaskOp or ByTimeOp or ScanOp)
            || read.Concat(computed).Any(v => v.Shape.Rank == 0 && v.Role != ValueRole.Constant))
        {
            return null;
        }

        Value[] stored = [.. computed.Where(run.Pass.IsStored)], places = [.. stored.Select(v => v.Place)];
        Value[] given = [.. read.Where(v => v.Shape.Rank > 0).Select(v => v.Place).Where(v => !computed.Contains(v)).Concat(places).Distinct()];
        Dictionary<Value, Value> known = [];
        HashSet<string> taken = [];
        foreach (Value value in given)
        {
            FormOf(value);
        }

        ReferenceNest[] nests = [.. run.Nests.Select(n => n.On(FormOf))];
        return new RoleForm(
            new ReferencePass(nests.ToEquatableArray(), [.. stored.Select(FormOf)]),
            [.. given.Select(v => (v, FormOf(v).Name, places.Contains(v)))],
            [.. nests.SelectMany(n => n.Bodies).SelectMany(b => b.Descendants()).OfType<Scalar>().Select(s => s.Name).Distinct()],
            read.Concat(computed).Any(v => v.Shape.HasBatch));

        Value FormOf(Value value)
        {
            if (!known.TryGetValue(value, out Value form))
            {
                known[value] = form = new Value(Unique(RoleOf(value, computed.Contains(value), layer), taken), value.Shape, value.Role == ValueRole.Constant ? value.Role : ValueRole.Intermediate)
                {
                    Overwrites = value.Overwrites is { } old ? FormOf(old) : null,
                    ViewOf = value.ViewOf is { } shown ? FormOf(shown) : null,
                    Numbers = value.Numbers,
                    Table = value.Table,
                    Order = tensors.OrderOf(value).ToEquatableArray(),
                };
            }

            return form;
        }
    }

    private string RoleOf(Value value, bool isComputed, ShapedLayer layer)
    {
        (ShapedLayer? owner, _, string part) = words.Of(value);
        return owner is null ? words.RoleOf(value, isComputed)
            : isComputed ? owner != layer && LayerHeadings.IsOfOutput(part) ? "inputGradient" : words.RoleOf(value, isComputed)
            : part.Length == 0 && owner == layer ? "output"
            : part.Contains("Gradient") && owner != layer ? "outputGradient"
            : words.RoleOf(value, isComputed);
    }

    private static string Unique(string name, HashSet<string> taken) => Enumerable.Range(1, int.MaxValue - 1).Select(n => n == 1 ? name : $"{name}{n}").First(taken.Add);
}
