using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The formulas of a kernel's values as they come one from another: a sum, then the Maps. What is stored goes by its name in the others.</summary>
/// <param name="step">What the kernel computes.</param>
/// <param name="indexOf">The index behind a value's name, brackets included; empty where a formula needs none.</param>
internal sealed class ValueFormulas(Step step, Func<Value, string> indexOf)
{
    private readonly Dictionary<Value, Formula> _known = [];

    /// <summary>What counts along the last dimension and along the one before it, where these have names.</summary>
    public (string Position, string Row)? Place { get; init; }

    public void Add(Value value, Formula formula) => _known[value] = formula;

    public void Add(MapOp map)
    {
        for (int k = 0; k < map.Outputs.Count; k++)
        {
            Add(map.Outputs[k], Formula.Of(map.Bodies[k], i => this[map.Inputs[i]], Place));
        }
    }

    /// <summary>A value in the formulas of others.</summary>
    public Formula this[Value value] => value.Shape.Rank == 0 && !_known.ContainsKey(value) ? value.Name
        : _known.TryGetValue(value.Storage, out Formula formula) && !step.Stored.Contains(value.Storage) ? formula
        : NameOf(value.Storage) + indexOf(value.Storage);

    /// <summary>What is said of a stored value.</summary>
    public string LineOf(Value stored) => $"{NameOf(stored)}{indexOf(stored)} = {_known[stored]}";

    /// <summary>The name of the memory in which a value is.</summary>
    public static string NameOf(Value value) => value.Place.Name;
}
