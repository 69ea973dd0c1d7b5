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
    private bool _isAfterName;

    /// <param name="name">The method's name.</param>
    /// <param name="what">What it does, for its summary.</param>
    /// <param name="returns">What it returns: a type or <c>void</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="arguments">The same as a caller passes them on.</param>
    public void Emit(StraightLinePass pass, string name, string what, string returns, string parameters, string arguments)
    {
        string lanes = pass.SamplesInLanes ? "a lane for each example" : "neighbouring numbers in the lanes";
        writer.Line($"/// <summary>{what} in registers: {lanes}.</summary>");
        List<KernelVariant> variants = KernelVariant.Distinct(pass.Programs.Select(p =>
            new KernelVariant(p.Width, [$"{(returns == "void" ? "" : "return ")}{name}{p.Width.Suffix}({arguments});"], Body(p, name))));
        bool dispatches = variants.Count > 1;
        if (dispatches)
        {
            KernelVariant.WriteDispatch(writer, $"public static {returns} {name}({parameters})", variants);
        }

        foreach (KernelVariant variant in variants)
        {
            if (dispatches)
            {
                writer.Line();
            }

            string method = $"{(dispatches ? "private" : "public")} static {returns} {name}{(dispatches ? variant.Width.Suffix : "")}({parameters})";
            KernelMethod.Write(writer, method, variant.Body!, context.Spec.Target.CheckOverflow);
            variant.Body!.Dispose();
        }

        if (pass.Programs.Max(p => p.ScratchLength) is var scratch and > 0)
        {
            writer.Line();
            writer.Line($"[InlineArray({scratch})]");
            using (writer.Block($"private struct {name}Scratch"))
            {
                writer.Line($"private {context.T} _first;");
            }
        }
    }

    private SourceWriter Body(StraightLineProgram program, string name)
    {
        _filled.Clear();
        using SourceWriter instructions = _body = new SourceWriter();
        _temporaries = 0;
        foreach (Instruction instruction in program.Instructions)
        {
            Emit(instruction);
        }

        SourceWriter body = new();
        foreach (string line in TensorDeclarations.Of("const nuint", program.Tensors.Select(t => ($"{t.Name} = {t.Offset}", $"{context.Layouts.InMemory(t.Value)}")), indentation: 8))
        {
            body.Line(line);
        }

        if (program.ScratchLength > 0)
        {
            body.Line($"{name}Scratch memory = default;");
            body.Line($"ref {context.T} scratch = ref memory[0];");
        }

        _filled.ForEach(line => body.Line(line));
        foreach (string line in OnlyReader.Of(_body.ToString().TrimEnd('\n').Split('\n')))
        {
            body.Text(line);
        }

        return body;
    }

    private void Emit(Instruction instruction)
    {
        switch (instruction)
        {
            case Begin { Step: RearrangeStep slice }:
                // A name for registers that there are already.
                BeginStep(isName: true);
                foreach (string line in KernelDescription.Formulas(slice, context.Kernels[slice]))
                {
                    _body.Line($"// {line}");
                }

                break;
            case Begin begin:
                BeginStep(isName: false);
                foreach (string line in KernelDescription.Lines(begin.Step, context.Kernels[begin.Step]))
                {
                    _body.Line($"// {line}");
                }

                break;
            case Loop loop:
                using (_body.Block($"for (nuint {loop.Index} = 0; {loop.Index} < {loop.End}; {(loop.Step == 1 ? $"{loop.Index}++" : $"{loop.Index} += {loop.Step}")})"))
                {
                    foreach (Instruction inner in loop.Body)
                    {
                        Emit(inner);
                    }
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

    /// <summary>An empty line before a step; names stand under each other, and above the step that uses them.</summary>
    private void BeginStep(bool isName)
    {
        if (!_isAfterName)
        {
            _body.Line();
        }

        _isAfterName = isName;
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
        Part part => PartText(part, type),
        Lane lane => LaneText(lane, type),
        Gathered gathered => VectorText.Create(type, [.. gathered.Numbers.Select(Number)]),
        Sequence sequence => $"{type.Class}.CreateSequence({Literal.Of(sequence.Start, type.Precision)}, {Literal.Of(1, type.Precision)})",
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand.GetType().Name, null),
    };

    /// <summary>Half after half, down to the part.</summary>
    private static string PartText(Part part, VectorType type)
    {
        string text = part.Register.Name;
        int index = part.Index;
        for (int bits = part.Register.Type.Bits / 2; bits >= type.Bits; bits /= 2)
        {
            int parts = bits / type.Bits;
            text += index >= parts ? ".GetUpper()" : ".GetLower()";
            index %= parts;
        }

        return text;
    }

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
    private static string At(Place place)
    {
        string[] terms = [.. new[] { place.Tensor, place.Index is var (name, stride) ? VectorText.Scaled(name, stride) : "", place.Offset == 0 ? "" : $"{place.Offset}" }.Where(t => t.Length > 0)];
        return terms.Length == 0 ? "0" : string.Join(" + ", terms);
    }

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
