using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>What is the same for all examples and different at each step of a sequence.</summary>
internal static class StepTable
{
    /// <summary>The sequence with the table added: as one row of time · features numbers, to which the table is what a bias is to a dense layer.</summary>
    /// <param name="table">Of time · features numbers, whatever its shape.</param>
    public static Value Add(GraphBuilder graph, string name, Value sequence, Value table)
    {
        Shape flat = Shape.Of(table.Shape.Length);
        Value sum = graph.Map(
            name, Expr.Input(0) + Expr.Input(1), graph.Reshape($"{sequence.Name}Flat", sequence, flat.Batched), graph.Reshape($"{table.Name}Flat", table, flat));
        return graph.Reshape($"{name}Steps", sum, sequence.Shape);
    }

    /// <summary>What one time of a stream is with its row of the table added; behind the last row, that one.</summary>
    /// <param name="time">(batch, features).</param>
    /// <param name="times">The rows of the table.</param>
    public static Value AddAt(GraphBuilder graph, string name, Value time, Value table, int times)
    {
        Value rows = graph.Reshape($"{table.Name}Steps", table, Shape.Of(times, time.Shape[1]));
        Value row = graph.Gather($"{name}Position", rows, graph.StepsSoFar(times));
        return graph.Map(name, Expr.Input(0) + Expr.Input(1), time, graph.Reshape($"{name}PositionFlat", row, time.Shape));
    }
}
