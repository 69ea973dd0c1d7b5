using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Steps as their kernels know them: a tensor goes by what it is to the step, not by the layer it is from, and positions may be rows. Steps of equal layers become
/// equal, and share one kernel.
/// </summary>
internal sealed class KernelForms(Layouts layouts, TensorWords words)
{
    // One object for equal tensors: ops compare them by reference.
    private readonly Dictionary<Tensor, Value> _tensors = [];

    public Step Of(Step step)
    {
        Dictionary<Value, Value> known = [];
        HashSet<string> taken = [];
        step = step is ContractStep contract ? PositionRows.Merge(contract) : step;

        // The plain names are for what the kernel is called with.
        foreach (Value value in step.Stored.Concat(step.Loaded))
        {
            FormOf(value);
        }

        return step.On(FormOf);

        Value FormOf(Value value)
        {
            if (value.Overwrites is { } read && !step.Computes(value))
            {
                // What has taken a tensor's place is that tensor to who reads it.
                return FormOf(read);
            }

            if (!known.TryGetValue(value, out Value? form))
            {
                known[value] = form = Shared(new Tensor(
                    Unique(words.RoleOf(value, step.Computes(value)), taken),
                    value.Shape,
                    value.Role is ValueRole.Constant or ValueRole.ClassTarget ? value.Role : ValueRole.Intermediate,
                    value.Overwrites is { } old ? FormOf(old) : null,
                    value.ViewOf is { } shown ? FormOf(shown) : null,
                    value.Numbers,
                    value.Table,
                    layouts.IsTransposed(value) ? layouts.Order(value) : []));
            }

            return form;
        }
    }

    private Value Shared(Tensor tensor)
    {
        if (!_tensors.TryGetValue(tensor, out Value? value))
        {
            _tensors[tensor] = value = new Value(tensor.Name, tensor.Shape, tensor.Role)
            {
                Overwrites = tensor.Overwrites,
                ViewOf = tensor.ViewOf,
                Numbers = tensor.Numbers,
                Table = tensor.Table,
                Order = tensor.Order,
            };
        }

        return value;
    }

    private static string Unique(string name, HashSet<string> taken) =>
        taken.Add(name) ? name : Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{name}{n}").First(taken.Add);

    private sealed record Tensor(
        string Name,
        Shape Shape,
        ValueRole Role,
        Value? Overwrites,
        Value? ViewOf,
        EquatableArray<double> Numbers,
        string? Table,
        EquatableArray<int> Order);
}
