using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Kernels;

/// <summary>Σ coefficient · axis + constant, in which axes can be replaced by such sums.</summary>
internal sealed class LoopForm
{
    private readonly Dictionary<string, int> _coefficients;

    public LoopForm(IEnumerable<(string Axis, int Coefficient)> terms, int constant)
    {
        Constant = constant;
        _coefficients = terms.GroupBy(t => t.Axis).ToDictionary(g => g.Key, g => g.Sum(t => t.Coefficient));
    }

    public int Constant { get; }

    public IEnumerable<(string Axis, int Coefficient)> Terms => _coefficients.Where(c => c.Value != 0).Select(c => (c.Key, c.Value));

    public int this[string axis] => _coefficients.TryGetValue(axis, out int coefficient) ? coefficient : 0;

    /// <summary>The same with <paramref name="axis"/> replaced.</summary>
    public LoopForm With(string axis, LoopForm replacement)
    {
        int times = this[axis];
        return times == 0 && !_coefficients.ContainsKey(axis)
            ? this
            : new LoopForm(
                Terms.Where(t => t.Axis != axis).Concat(replacement.Terms.Select(t => (t.Axis, times * t.Coefficient))),
                Constant + (times * replacement.Constant));
    }
}
