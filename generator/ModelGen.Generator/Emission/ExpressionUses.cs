using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Emission;

/// <summary>Which parts of formulas that are printed together are needed more than once.</summary>
internal sealed class ExpressionUses
{
    // A Map is printed for each width, and there for each vector of a tile.
    private static readonly ConditionalWeakTable<MapOp, ExpressionUses> OfMaps = new();

    private readonly Dictionary<Expr, int> _uses = [];

    private ExpressionUses()
    {
    }

    /// <summary>Nothing is needed more than once.</summary>
    public static ExpressionUses None { get; } = new();

    public static ExpressionUses Of(MapOp map) => OfMaps.GetValue(map, static m => Of([.. m.Bodies]));

    public static ExpressionUses Of(params Expr[] formulas)
    {
        // A sum or product of operands has no parts.
        if (formulas.Length == 1 && formulas[0].Children.All(c => c.Children.Count == 0))
        {
            return None;
        }

        ExpressionUses uses = new();
        foreach (Expr formula in formulas)
        {
            uses.Count(formula);
        }

        return uses;
    }

    /// <summary>Whether an operation is needed more than once; its operands count once then.</summary>
    public bool IsShared(Expr e) => _uses.TryGetValue(e, out int uses) && uses > 1;

    private void Count(Expr e)
    {
        if (e.Children.Count == 0)
        {
            return;
        }

        _uses[e] = _uses.TryGetValue(e, out int uses) ? uses + 1 : 1;
        if (uses == 0)
        {
            foreach (Expr child in e.Children)
            {
                Count(child);
            }
        }
    }
}
