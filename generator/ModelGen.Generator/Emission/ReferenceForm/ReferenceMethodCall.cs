using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>A call of a method that layers share.</summary>
/// <param name="Tensors">What it is given first.</param>
/// <param name="Others">The other arguments.</param>
internal sealed record ReferenceMethodCall(string Method, EquatableArray<Value> Tensors, EquatableArray<string> Others)
{
    /// <summary>As a statement.</summary>
    /// <param name="argument">The number of a tensor as what is written for it.</param>
    public string Text(Func<int, string> argument) => $"{Method}({string.Join(", ", Enumerable.Range(0, Tensors.Count).Select(argument).Concat(Others))});";

    public override string ToString() => Text(Name);

    public string Name(int tensor) => ReferenceTensors.NameOf(Tensors[tensor]);

    /// <summary>What it is to those who look for loops.</summary>
    public CallForm Form(ReferencePlan plan) => new($"{Method}({string.Join(", ", Others)})", [.. Tensors.Select(t => PlaceOf(plan, ReferenceTensors.NameOf(t)))]);

    private static TensorPlace PlaceOf(ReferencePlan plan, string name) =>
        plan.Places.TryGetValue(name, out ReferencePlace place) ? new TensorPlace(place.IsParameter ? "parameters" : "arena", place.Offset) : new TensorPlace(name);
}
