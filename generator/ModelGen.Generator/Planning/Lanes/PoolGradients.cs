using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>
/// Moves what follows a routing before it, where there are fewer numbers: route(g) · f(a) is route(g · f(p)), since where a gradient goes, what was pooled is the
/// maximum p; and the sum of what is routed is the sum of what goes in. After that nothing may read what was pooled, and it need not be stored.
/// </summary>
internal static class PoolGradients
{
    public static OpGraph MoveBeforeRouting(OpGraph graph)
    {
        while (Next(graph) is { } simpler)
        {
            graph = simpler;
        }

        return graph;
    }

    private static OpGraph? Next(OpGraph graph)
    {
        foreach ((Pass pass, Op op) in graph.Steps)
        {
            if (op is RouteOp route && graph.Steps.Where(s => s.Op.Inputs.Any(i => i.Storage == route.Result)).ToArray() is { Length: > 0 } readers)
            {
                MaxPoolOp? pool = graph.Steps.Select(s => s.Op).OfType<MaxPoolOp>().FirstOrDefault(p => p.Position == route.Position);
                foreach ((_, Op reader) in readers)
                {
                    IReadOnlyList<Op>? instead = reader switch
                    {
                        MapOp map when readers.Length == 1 && pool is not null => Move(map, route, pool),
                        ReduceOp { Reduction: ReduceKind.Sum } sum => Move(sum, route),
                        _ => null,
                    };
                    if (instead is not null)
                    {
                        bool isUnread = readers.Length == 1;
                        return graph with
                        {
                            Steps = [.. graph.Steps.SelectMany(s =>
                                s.Op == reader ? instead.Select(i => (pass, i))
                                : s.Op == route && isUnread ? []
                                : new[] { s })],
                        };
                    }
                }
            }
        }

        return null;
    }

    /// <summary>route(g) · f(a), with a pooled to p: g · f(p), routed.</summary>
    private static IReadOnlyList<Op>? Move(MapOp map, RouteOp route, MaxPoolOp pool)
    {
        int routed = map.Inputs.ToList().IndexOf(route.Result);
        bool isZeroElsewhere = map.Outputs.Count == 1
            && map.Output.Shape == route.Result.Shape
            && map.Bodies[0].Rewrite(e => e is Input { Index: var k } && k == routed ? 0 : null) is Const { Value: 0 };
        bool isElementwise = map.Inputs.All(i => i == route.Result || i == pool.Source || i.Shape.Rank == 0)
            && !map.Bodies[0].DependsOnPosition;
        if (!isZeroElsewhere || !isElementwise)
        {
            return null;
        }

        Value pooled = new($"{map.Output.Name}Pooled", route.Source.Shape, ValueRole.Intermediate);
        Value[] inputs = [.. map.Inputs.Select(i => i == route.Result ? route.Source : i == pool.Source ? pool.Result : i)];
        return
        [
            new MapOp(inputs.ToEquatableArray(), [pooled], map.Bodies),
            route with { Inputs = [pooled, route.Position], Outputs = [map.Output], Source = pooled, Result = map.Output },
        ];
    }

    /// <summary>The sum for each channel of what is routed.</summary>
    private static IReadOnlyList<Op>? Move(ReduceOp sum, RouteOp route) =>
        sum.Source == route.Result && sum.Result.Shape is { Rank: 1 } channels && channels[0] == route.Source.Shape[route.Source.Shape.Rank - 1] && channels[0] == route.Result.Shape[route.Result.Shape.Rank - 1]
            ? [new ReduceOp(ReduceKind.Sum, route.Source, sum.Result)]
            : null;
}
