using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.StraightLine;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Tests.StraightLine;

/// <summary>Runs a straight-line program in double precision, lane by lane: what its instructions mean, without a line of C#.</summary>
internal sealed class Machine(IReadOnlyDictionary<string, double[]> buffers, StraightLineProgram program, double learningRate)
{
    private readonly Dictionary<Register, double[]> _registers = [];
    private readonly ExpressionInterpreter _expressions = new(name => name == "learningRate" ? learningRate : throw new ArgumentException(name));
    private readonly Dictionary<string, int> _indices = [];
    private readonly Dictionary<string, int> _tensors = program.Tensors.ToDictionary(t => t.Name, t => t.Offset);

    /// <summary>Runs it.</summary>
    /// <returns>The number it returns; 0 if it returns none.</returns>
    public double Run() => Run(program.Instructions);

    private double Run(IReadOnlyList<Instruction> instructions)
    {
        double result = 0;
        foreach (Instruction instruction in instructions)
        {
            switch (instruction)
            {
                case Loop loop:
                    Run(loop);
                    break;
                case Compute compute:
                    if (_registers.ContainsKey(compute.Result) != compute.Again)
                    {
                        throw new InvalidOperationException($"{compute} {(compute.Again ? "adds to nothing" : "is there already")}");
                    }

                    _registers[compute.Result] = Value(compute.Result.Type, compute.Body, compute.Inputs);
                    break;
                case Leaf leaf:
                    _registers[leaf.Result] = Sum(leaf);
                    break;
                case Fold fold:
                    _registers[fold.Result] = Sum(fold);
                    break;
                case Masked masked:
                    _registers[masked.Result] = [.. _registers[masked.Source].Select((x, lane) => lane < masked.Overlap ? 0 : x)];
                    break;
                case Across across:
                    IEnumerable<double> lanes = across.Sources.SelectMany(s => _registers[s.Register].Take(s.Valid));
                    _registers[across.Result] = [across.IsMaximum ? lanes.Max() : lanes.Sum()];
                    break;
                case Store store:
                    double[] values = Value(store.Type, store.Body, store.Inputs);
                    for (int lane = 0; lane < store.Lanes; lane++)
                    {
                        At(store.Place, lane) = values[lane];
                    }

                    break;
                case Return end:
                    result = _registers[end.Result].Single();
                    break;
            }
        }

        return result;
    }

    /// <summary>What a turn declares, the next one declares again.</summary>
    private void Run(Loop loop)
    {
        HashSet<Register> outside = [.. _registers.Keys];
        for (int i = 0; i < loop.End; i += loop.Step)
        {
            _indices[loop.Index] = i;
            Run(loop.Body);
            _registers.Keys.Except(outside).ToList().ForEach(r => _registers.Remove(r));
        }

        _indices.Remove(loop.Index);
    }

    private double[] Value(VectorType type, Expr body, IReadOnlyList<Operand> inputs)
    {
        double[][] operands = [.. inputs.Select((input, k) => Derivative.DependsOn(body, k) ? Value(input, type.Lanes) : All(double.NaN))];
        return _expressions.Values(body, [.. operands.Select(o => o[..type.Lanes])], type.Lanes, row: 1);
    }

    private double[] Value(Operand operand, int lanes) => operand switch
    {
        InRegister { Register: var r } => r.Type.IsScalar ? All(_registers[r][0]) : [.. _registers[r], .. new double[lanes - r.Type.Lanes]],
        InMemory { Place: var place } => [.. Enumerable.Range(0, lanes).Select(lane => At(place, lane))],
        Broadcast { Place: var place } => All(At(place, 0)),
        Lane lane => All(_registers[lane.Register][lane.Index]),
        Gathered gathered => [.. gathered.Numbers.Select(p => At(p, 0)), .. new double[lanes - gathered.Numbers.Count]],
        Sequence sequence => [.. Enumerable.Range(sequence.Start, lanes).Select(i => (double)i)],
        _ => throw new ArgumentOutOfRangeException(nameof(operand)),
    };

    /// <summary>Within each block of 128 bits, the block's sum of each summand.</summary>
    private double[] Sum(Leaf leaf)
    {
        int block = leaf.Summands.Count;
        return [.. Enumerable.Range(0, leaf.Result.Type.Lanes).Select(lane => _registers[leaf.Summands[lane % block]].Skip(lane / block * block).Take(block).Sum())];
    }

    private double[] Sum(Fold fold) =>
    [
        .. fold.Leaves.SelectMany(leaf =>
        {
            int block = new VectorType(128, leaf.Type.Precision).Lanes;
            return Enumerable.Range(0, block).Select(k => _registers[leaf].Where((_, lane) => lane % block == k).Sum());
        }),
    ];

    private double[] All(double number) => [.. Enumerable.Repeat(number, 16)];

    private ref double At(Place place, int lane)
    {
        int start = (place.Tensor.Length == 0 ? 0 : _tensors[place.Tensor]) + place.Offset;
        return ref buffers[place.Buffer][start + (place.Index is var (name, stride) ? _indices[name] * stride : 0) + lane];
    }
}
