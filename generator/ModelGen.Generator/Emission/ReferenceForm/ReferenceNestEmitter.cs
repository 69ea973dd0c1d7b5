using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints the loops of each op, as its definition says them.</summary>
internal sealed partial class ReferenceNestEmitter(SourceWriter writer, ReferencePass pass, ReferenceTensors tensors, Precision precision, Func<string, string> numbers)
{
    /// <summary>The ops that have loops of their own: all but Maps, which are formulas, and views, which are nothing.</summary>
    public static IReadOnlyCollection<OpKind> Cores { get; } =
    [
        OpKind.Contract, OpKind.MaxPool, OpKind.Route, OpKind.Reduce, OpKind.Rearrange, OpKind.DropoutMask, OpKind.Gather, OpKind.ScatterAdd, OpKind.ByTime, OpKind.Scan,
    ];

    private readonly string _element = new VectorType(0, precision).Element;
    private readonly ReferenceLoops _loops = new(writer, tensors);
    private readonly ReferenceMapEmitter _maps = new(writer, pass, tensors, precision, numbers);

    public void Emit(ReferenceNest nest)
    {
        _maps.Begin();
        switch (nest.Core)
        {
            case null:
                EmitMaps(nest);
                break;
            case ContractOp contract when ReferenceNest.IsGathered(contract):
                EmitSums(nest, contract);
                break;
            case ContractOp contract:
                EmitAdditions(nest, contract);
                break;
            case ReduceOp reduce:
                EmitReduction(nest, reduce);
                break;
            case MaxPoolOp pool:
                EmitPool(nest, pool);
                break;
            case RouteOp route:
                Describe(nest, null);
                Clear(route.Result);
                (string[] at, string declarations, string condition) = _loops.Elements((route.Position, route.SourceMap), (route.Result, route.ResultMap), (route.Source, route.SourceMap));
                _loops.Statement([.. route.Axes, .. route.Window], $"{at[1]} += {at[2]};", declarations, string.Join(" && ", new[] { condition, $"{at[0]} == {Number(route.Window)}" }.Where(c => c.Length > 0)));
                break;
            case RearrangeOp move:
                EmitMoves(nest, move);
                break;
            case DropoutMaskOp mask:
                Describe(nest, null);
                writer.Line($"DropoutMask.Fill(ref {ReferenceTensors.NameOf(mask.Result)}[0], draw, {mask.Layer}, {Literal.Of(mask.Rate, Precision.Double)}, {mask.Result.Shape.Length}, batch);");
                break;
            case GatherOp gather:
                EmitRows(nest, gather.Indices, gather.Table, (row, at) => $"{tensors.At(gather.Result, at)} = {tensors.At(gather.Table, [row, "j"])};");
                break;
            case ScatterAddOp scatter:
                EmitRows(nest, scatter.Indices, scatter.Result, (row, at) => $"{tensors.At(scatter.Result, [row, "j"])} += {tensors.At(scatter.Source, at)};");
                break;
            case ByTimeOp move:
                EmitByTime(nest, move);
                break;
            case ScanOp scan:
                EmitTurns(nest, scan);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(nest), nest.Core.Kind, "the reference form has no loops for it");
        }
    }

    private void EmitMaps(ReferenceNest nest)
    {
        Value[] all = [.. Tensors(nest).Where(v => v.Shape.Rank > 0)];
        bool isFlat = all.All(v => v.Shape == nest.Shape && tensors.OrderOf(v).SequenceEqual(tensors.OrderOf(all[0])))
            && !nest.Bodies.Any(b => b.DependsOnPosition);
        if (nest.Shape.Rank == 0)
        {
            Describe(nest, null);
            EmitMaps(nest, [], false);
        }
        else if (isFlat)
        {
            Describe(nest, null);
            if (nest.Maps is [var map] && _maps.Statement(map, ["n"], true) is { } statement)
            {
                writer.Line(FlatHead(nest.Shape));
                using (writer.Indent())
                {
                    writer.Line(statement);
                }

                return;
            }

            using (FlatLoop(nest.Shape))
            {
                EmitMaps(nest, ["n"], true);
            }
        }
        else
        {
            // Where a formula asks for the position, it has a loop of its own.
            bool[]? apart = nest.Bodies.Any(b => b.DependsOnPosition) ? [.. Enumerable.Range(1, nest.Shape.Rank).Select(d => d < nest.Shape.Rank)] : null;
            MergedAxes loops = MergedAxes.Of(nest.Shape, all, tensors, apart);
            string[] heads = [.. loops.Heads.OfType<string>()];
            Describe(nest, loops.Letters);
            if (nest.Maps is [var map] && _maps.Statement(map, loops.Letters, false) is { } statement)
            {
                _loops.Statement(heads, statement);
                return;
            }

            using (_loops.Block(heads))
            {
                EmitMaps(nest, loops.Letters, false);
            }
        }
    }

    private static IEnumerable<Value> Tensors(ReferenceNest nest) => nest.Read.Concat(nest.Computed);

    private void EmitMaps(ReferenceNest nest, IReadOnlyList<string?> index, bool isFlat)
    {
        foreach (MapOp map in nest.Maps)
        {
            _maps.Emit(map, index, isFlat);
        }
    }

    /// <summary>One sum for each element of the result.</summary>
    private void EmitSums(ReferenceNest nest, ContractOp contract)
    {
        Axis[] outer = [.. contract.OutputMap.Indices.Select(i => i.SingleAxis).OfType<Axis>()];
        Axis[] inner = [.. contract.Axes.Where(a => !outer.Contains(a))];
        string[] index = [.. contract.OutputMap.Indices.Select(i => ReferenceTensors.Text(i))];
        Describe(nest, Names(contract.OutputMap));
        (string product, string declarations, string condition) = Product(contract);
        using (_loops.Block(outer))
        {
            if (inner.All(a => a.Extent == 1) && condition.Length == 0)
            {
                _maps.Locals[contract.Result] = product;
                if (nest.Maps.Count > 0 && !pass.IsStored(contract.Result))
                {
                    writer.Line($"{_element} sum = {product};");
                    _maps.Locals[contract.Result] = "sum";
                }
            }
            else
            {
                writer.Line($"{_element} sum = 0;");
                _loops.Statement(inner, $"sum += {product};", declarations, condition);
                _maps.Locals[contract.Result] = "sum";
            }

            Finish(nest, index, contract.Result);
        }
    }

    /// <summary>Stores what a nest has computed, and goes on with its Maps.</summary>
    private void Finish(ReferenceNest nest, IReadOnlyList<string?> index, params Value[] results)
    {
        foreach (Value result in results.Where(r => pass.IsStored(r) && !pass.IsLocal(r)))
        {
            string text = _maps.Locals[result];
            _maps.Locals.Remove(result);
            _maps.Store(result, text, index, false);
        }

        EmitMaps(nest, index, false);
    }

    /// <summary>Every product added where it belongs.</summary>
    private void EmitAdditions(ReferenceNest nest, ContractOp contract)
    {
        Describe(nest, null);
        Clear(contract.Result);
        (string[] at, string declarations, string condition) = _loops.Elements([(contract.Result, contract.OutputMap), .. Operands(contract)]);
        _loops.Statement(contract.Axes, $"{at[0]} += {Times(contract, at.Skip(1))};", declarations, condition);
    }

    private (string Text, string Declarations, string Condition) Product(ContractOp contract)
    {
        (string[] at, string declarations, string condition) = _loops.Elements([.. Operands(contract)]);
        return (Times(contract, at), declarations, condition);
    }

    private static IEnumerable<(Value, AffineMap)> Operands(ContractOp contract) =>
        new[] { (contract.A, contract.AMap), (contract.B, contract.BMap) }.Where(o => o.Item1.Shape.Rank > 0);

    private string Times(ContractOp contract, IEnumerable<string> elements)
    {
        IEnumerable<string> factors = new[] { contract.A, contract.B }.Where(v => v.Shape.Rank == 0 && v is not { Role: ValueRole.Constant, Numbers: [1] }).Select(v => _maps.Read(v, [], false));
        return string.Join(" * ", elements.Concat(factors));
    }

    private void EmitMoves(ReferenceNest nest, RearrangeOp move)
    {
        Describe(nest, null);
        if (move.HasZeros)
        {
            Clear(move.Result);
        }

        foreach (Box box in move.Boxes)
        {
            (string[] at, _, _) = _loops.Elements((move.Result, box.ResultMap), (box.Source, box.SourceMap));
            _loops.Statement(box.Axes, $"{at[0]} = {at[1]};");
        }
    }

    private void EmitRows(ReferenceNest nest, Value indices, Value table, Func<string, string[], string> statement)
    {
        Describe(nest, null);
        if (nest.Core is ScatterAddOp)
        {
            Clear(table);
        }

        Axis[] positions = [.. indices.Shape.Extents.Select((extent, d) => new Axis(d == 0 && extent == Shape.Batch ? "b" : $"{"iklmpq"[d]}", extent))];
        using (_loops.Block(positions))
        {
            writer.Line($"int row = (int){tensors.At(indices, Letters(positions))};");
            _loops.Statement([new Axis("j", table.Shape[1])], statement("row", [.. Letters(positions), table.Shape[1] == 1 ? "0" : "j"]));
        }
    }

    private void Clear(Value value) => writer.Line($"{ReferenceTensors.NameOf(value)}.Clear();");

    private void Describe(ReferenceNest nest, IReadOnlyList<string?>? index)
    {
        foreach (string line in ReferenceFormulas.Of(pass, nest, index))
        {
            writer.Line($"// {line}");
        }
    }

    /// <summary>The number of a point of a window, the last axis fastest.</summary>
    private static string Number(IEnumerable<Axis> window)
    {
        string text = "";
        foreach (Axis axis in window.Where(a => a.Extent != 1))
        {
            text = text.Length == 0 ? axis.Name : $"{(text.Contains(' ') ? $"({text})" : text)} * {axis.Extent} + {axis.Name}";
        }

        return text.Length == 0 ? "0" : text;
    }

    /// <summary>What a comment calls the dimensions of a result.</summary>
    private static string[] Names(AffineMap map) => [.. map.Indices.Select(i => i.SingleAxis?.Name ?? "0")];

    private static Axis[] Axes(Shape shape) => Box.AxesOf(shape);

    private static string[] Letters(IEnumerable<Axis> axes) => [.. axes.Select(a => a.Extent == 1 ? "0" : a.Name)];

    private static string FlatHead(Shape shape) => $"for (int n = 0; n < {ReferenceTensors.Length(shape)}; n++)";

    private IDisposable FlatLoop(Shape shape) => writer.Block(FlatHead(shape));
}
