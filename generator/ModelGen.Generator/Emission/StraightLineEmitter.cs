using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Planning;
using ModelGen.Generator.StraightLine;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a pass that is a straight line (<see cref="StraightLinePass"/>): a method for each width, and one that chooses.</summary>
internal sealed class StraightLineEmitter(SourceWriter writer, EmissionContext context)
{
    private readonly List<string> _filled = [];
    private SourceWriter _body = new();
    private int _temporaries;

    /// <param name="name">The method's name.</param>
    /// <param name="what">What it does, for its summary.</param>
    /// <param name="returns">What it returns: a type or <c>void</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="arguments">The same as a caller passes them on.</param>
    public void Emit(StraightLinePass pass, string name, string what, string returns, string parameters, string arguments)
    {
        string lanes = pass.SamplesInLanes ? "a lane for each example" : "neighbouring numbers in the lanes";
        writer.Line($"/// <summary>{what}, without a loop or a call: {lanes}.</summary>");
        bool dispatches = pass.Programs.Count > 1;
        if (dispatches)
        {
            using (writer.Block($"public static {returns} {name}({parameters})"))
            {
                for (int i = 0; i < pass.Programs.Count; i++)
                {
                    VectorWidth width = pass.Programs[i].Width;
                    using (writer.Block(i == pass.Programs.Count - 1 ? "else" : $"{(i == 0 ? "" : "else ")}if (Vector{width.Bits}.IsHardwareAccelerated)"))
                    {
                        writer.Line($"{(returns == "void" ? "" : "return ")}{name}{width.Suffix}({arguments});");
                    }
                }
            }
        }

        foreach (StraightLineProgram program in pass.Programs)
        {
            if (dispatches)
            {
                writer.Line();
            }

            string method = name + (dispatches ? program.Width.Suffix : "");
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            using (writer.Block($"{(dispatches ? "private" : "public")} static {returns} {method}({parameters})"))
            using (context.Spec.Target.CheckOverflow ? writer.Block("unchecked") : null)
            {
                EmitBody(program, method);
            }

            if (program.ScratchLength > 0)
            {
                writer.Line();
                writer.Line($"[InlineArray({program.ScratchLength})]");
                using (writer.Block($"private struct {method}Scratch"))
                {
                    writer.Line($"private {context.T} _first;");
                }
            }
        }
    }

    private void EmitBody(StraightLineProgram program, string method)
    {
        _filled.Clear();
        using SourceWriter body = _body = new SourceWriter();
        _temporaries = 0;
        foreach (Instruction instruction in program.Instructions)
        {
            Emit(instruction);
        }

        int longest = program.Tensors.Select(t => $"{t.Name}{t.Offset}".Length).DefaultIfEmpty(0).Max();
        foreach ((Graph.Value value, string name, int offset) in program.Tensors)
        {
            writer.Line($"const nuint {name} = {offset};{new string(' ', longest - $"{name}{offset}".Length)} // {context.Layouts.InMemory(value)}");
        }

        if (program.ScratchLength > 0)
        {
            writer.Line($"{method}Scratch memory = default;");
            writer.Line($"ref {context.T} scratch = ref memory[0];");
        }

        _filled.ForEach(line => writer.Line(line));
        writer.Lines(_body);
    }

    private void Emit(Instruction instruction)
    {
        switch (instruction)
        {
            case Begin begin:
                _body.Line();
                foreach (string line in KernelDescription.Lines(begin.Step, context.Kernels[begin.Step]))
                {
                    _body.Line($"// {line}");
                }

                break;
            case Compute compute:
                _body.Line($"{(compute.Again ? "" : "var ")}{compute.Result} = {Text(compute.Result.Type, compute.Body, compute.Inputs)};");
                break;
            case Leaf leaf:
                _body.Line($"var {leaf.Result} = HorizontalSum.{(leaf.Summands.Count == 2 ? "Pair" : "Quad")}({string.Join(", ", leaf.Summands)});");
                break;
            case Fold fold:
                _body.Line($"var {fold.Result} = {FoldText(fold.Result.Type.Bits, [.. fold.Leaves])};");
                break;
            case Masked masked:
                _body.Line($"var {masked.Result} = {masked.Source} & {VectorText.LastLanes(masked.Source.Type, masked.Overlap)};");
                break;
            case Across across:
                _body.Line($"var {across.Result} = {AcrossText(across)};");
                break;
            case Store store:
                EmitStore(store);
                break;
            case Return result:
                _body.Line();
                _body.Line($"return {result.Result};");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(instruction), instruction.GetType().Name, null);
        }
    }

    private void EmitStore(Store store)
    {
        string text = Text(store.Type, store.Body, store.Inputs);
        if (store.Lanes == store.Type.Lanes)
        {
            bool isOperation = text.Contains(" ") && !text.StartsWith(store.Type.Class, StringComparison.Ordinal);
            _body.Line($"{(isOperation ? $"({text})" : text)}.StoreUnsafe({Reference(store.Place)});");
            return;
        }

        if (!store.Inputs.OfType<InRegister>().Any(r => r.Register.Name == text))
        {
            string local = $"t{_temporaries++}";
            _body.Line($"var {local} = {text};");
            text = local;
        }

        for (int lane = 0; lane < store.Lanes; lane++)
        {
            _body.Line($"{Number(store.Place.Plus(lane))} = {LaneText(text, lane)};");
        }
    }

    private string Text(VectorType type, Expr body, IReadOnlyList<Operand> inputs)
    {
        ExpressionPrinter printer = new(
            type,
            k => OperandText(inputs[k], type),
            name => Filled(type, name),
            () => throw new InvalidOperationException("a position is an operand here"),
            text =>
            {
                string local = $"t{_temporaries++}";
                _body.Line($"var {local} = {text};");
                return local;
            });
        printer.Announce(ExpressionUses.Of(body));
        return printer.Print(body);
    }

    private string OperandText(Operand operand, VectorType type) => operand switch
    {
        InRegister { Register: var r } => r.Type.Equals(type) ? r.Name : r.Type.IsScalar ? VectorText.Fill(type, r.Name) : VectorText.Widen(r.Name, r.Type, type),
        InMemory { Place: var place } => $"{type.Class}.LoadUnsafe({Reference(place)})",
        Broadcast { Place: var place } => VectorText.Fill(type, Number(place)),
        Lane lane => LaneText(lane, type),
        Gathered gathered => VectorText.Create(type, [.. gathered.Numbers.Select(Number)]),
        Sequence sequence => $"{type.Class}.CreateSequence({Literal.Of(sequence.Start, type.Precision)}, {Literal.Of(1, type.Precision)})",
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand.GetType().Name, null),
    };

    /// <summary>A lane in every lane: by one shuffle where there is one between these types.</summary>
    private static string LaneText(Lane lane, VectorType type)
    {
        VectorType from = lane.Register.Type;
        if (type.Bits > from.Bits || (lane.Index == 0 && from.Bits == 128))
        {
            return VectorText.Fill(type, LaneText(lane.Register.Name, lane.Index));
        }

        string index = from.Precision == Precision.Double ? $"{lane.Index}L" : $"{lane.Index}";
        string shuffled = $"{from.Class}.Shuffle({lane.Register}, {from.Class}.Create({index}))";
        return type.Bits < from.Bits ? $"{shuffled}.GetLower()" : shuffled;
    }

    private static string LaneText(string register, int lane) => lane == 0 ? $"{register}.ToScalar()" : $"{register}.GetElement({lane})";

    private string Number(Place place)
    {
        string text = VectorText.Load(new VectorType(0, context.Network.Precision), place.Buffer, At(place));
        return place.IsInteger ? $"({context.T}){text}" : text;
    }

    /// <summary>The arguments for a vector at a place.</summary>
    private static string Reference(Place place) => At(place) == "0" ? $"ref {place.Buffer}" : $"ref {place.Buffer}, {At(place)}";

    /// <summary>The offset of a place as code writes it: tensors' offsets are constants.</summary>
    private static string At(Place place) => place.Tensor.Length == 0 ? $"{place.Offset}" : place.Offset == 0 ? place.Tensor : $"{place.Tensor} + {place.Offset}";

    private static string FoldText(int bits, IReadOnlyList<Register> leaves)
    {
        int width = leaves[0].Type.Bits, folded = Math.Min(bits, width) / 128;
        if (bits > width || width == 128)
        {
            return bits == 128 ? leaves[0].Name
                : $"Vector{bits}.Create({FoldText(bits / 2, [.. leaves.Take(leaves.Count / 2)])}, {FoldText(bits / 2, [.. leaves.Skip(leaves.Count / 2)])})";
        }

        return $"HorizontalSum.Fold({string.Join(", ", leaves.Take(folded))})";
    }

    private string AcrossText(Across across)
    {
        string function = context.Network.Precision == Precision.Double ? "Math.Max" : "MathF.Max";
        IEnumerable<string> parts = across.Sources.SelectMany(s =>
            s.Valid < s.Register.Type.Lanes ? Enumerable.Range(0, s.Valid).Select(lane => LaneText(s.Register.Name, lane))
            : [across.IsMaximum ? $"HorizontalMax.Of({s.Register})" : VectorText.Sum(s.Register.Type, s.Register.Name)]);
        return across.IsMaximum ? parts.Aggregate((a, b) => $"{function}({a}, {b})") : string.Join(" + ", parts);
    }

    /// <summary>A number of the step in every lane, filled once.</summary>
    private string Filled(VectorType type, string name)
    {
        if (type.IsScalar)
        {
            return name;
        }

        string local = $"{name}{type.Bits}", line = $"var {local} = {VectorText.Fill(type, name)};";
        if (!_filled.Contains(line))
        {
            _filled.Add(line);
        }

        return local;
    }
}
