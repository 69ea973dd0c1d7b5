using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>Writes the steps of a pass as instructions, one after another.</summary>
internal abstract class StraightLineBuilder(StraightLineRequest request, VectorWidth width)
{
    private static readonly Expr ProductOfTwo = Expr.Input(0) * Expr.Input(1), ProductAndSum = Expr.Input(2) + ProductOfTwo;

    private List<Instruction> _instructions = [];
    private readonly HashSet<string> _names = [];

    protected StraightLineRequest Request => request;

    protected VectorWidth Width => width;

    protected Precision Precision => request.Precision;

    protected Memory Memory { get; } = new(request.Given, request.Buffers, request.UsesArena);

    /// <summary>The type of one number.</summary>
    protected VectorType Number => new(0, Precision);

    /// <summary>The narrowest vector.</summary>
    protected VectorType Narrowest => new(128, Precision);

    /// <summary>Numbers of the whole pass, such as the loss.</summary>
    protected Dictionary<Value, Register> Totals { get; } = [];

    /// <summary>The most sums that grow at the same time.</summary>
    public int MostSums { get; protected set; }

    /// <summary>The program; null as soon as it has more than <paramref name="most"/> instructions.</summary>
    public StraightLineProgram? Build(int most)
    {
        foreach (Step step in request.Steps)
        {
            if (_instructions.Sum(i => i.Count) > most)
            {
                return null;
            }

            if (step is ScalarStep scalar)
            {
                scalar.Ops.Cast<MapOp>().ToList().ForEach(AddTotal);
                continue;
            }

            if (step is not TransposeStep)
            {
                _instructions.Add(new Begin(step));
            }

            Add(step);
        }

        if (request.Result is { } result)
        {
            _instructions.Add(new Return(Totals[result]));
        }

        if (_instructions.Sum(i => i.Count) > most)
        {
            return null;
        }

        HashSet<string> used = [.. _instructions.SelectMany(i => i.Places).Select(p => p.Tensor)];
        return new StraightLineProgram(request.Examples, width, _instructions.ToEquatableArray(), [.. Memory.Tensors.Where(t => used.Contains(t.Name))], Memory.ScratchLength);
    }

    protected abstract void Add(Step step);

    protected Register Declare(string name, VectorType type)
    {
        string unique = name;
        for (int n = 2; !_names.Add(unique); n++)
        {
            unique = $"{name}_{n}";
        }

        return new Register(unique, type);
    }

    /// <summary>What the last instruction computes.</summary>
    protected Register? Newest => (_instructions.LastOrDefault() as Compute)?.Result;

    protected void Emit(Instruction instruction) => _instructions.Add(instruction);

    /// <summary>Whether <see cref="Repeat"/> writes a loop.</summary>
    protected bool IsLoop(string? index, int count, int step) => index is not null && count / step >= request.FewestTurns;

    /// <summary>What <paramref name="add"/> emits for each turn: in a loop if there are enough of them, and for the numbers that are left over.</summary>
    /// <param name="index">The name of the number that counts; null if there must be no loop.</param>
    /// <param name="step">How many of the <paramref name="count"/> numbers a turn takes.</param>
    /// <param name="add">Is told which turn it is, and how many numbers it has.</param>
    protected void Repeat(string? index, int count, int step, System.Action<Turn, int> add)
    {
        int rolled = IsLoop(index, count, step) ? count - (count % step) : 0;
        if (rolled > 0)
        {
            List<Instruction> outside = _instructions;
            _instructions = [];
            add(new Turn(0, index), step);
            outside.Add(new Loop(index!, step, rolled, _instructions.ToEquatableArray()));
            _instructions = outside;
        }

        for (int first = rolled; first < count; first += step)
        {
            add(new Turn(first, null), System.Math.Min(step, count - first));
        }
    }

    protected Register Compute(string name, VectorType type, Expr body, params IEnumerable<Operand> inputs)
    {
        Register result = Declare(name, type);
        Emit(new Compute(result, body, inputs.ToEquatableArray()));
        return result;
    }

    /// <summary>sum += a · b; a sum that does not exist yet starts so.</summary>
    protected Register MultiplyAdd(Register? sum, string name, VectorType type, Operand a, Operand b)
    {
        if (sum is null)
        {
            return Compute(name, type, ProductOfTwo, a, b);
        }

        Emit(new Compute(sum, ProductAndSum, [a, b, sum], Again: true));
        return sum;
    }

    /// <summary>The sums of independent chains added pairwise, so that the additions depend on each other as little as they can.</summary>
    protected Register AddUp(IReadOnlyList<Register> chains)
    {
        while (chains.Count > 1)
        {
            chains = [.. chains.Where((_, c) => c % 2 == 0).Select((first, pair) =>
            {
                if ((2 * pair) + 1 < chains.Count)
                {
                    Emit(new Compute(first, Expr.Input(0) + Expr.Input(1), [first, chains[(2 * pair) + 1]], Again: true));
                }

                return first;
            })];
        }

        return chains[0];
    }

    /// <summary>Writes a formula to memory.</summary>
    protected void Write(VectorType type, Register value, Place place, int lanes) => Emit(new Store(type, Expr.Input(0), [value], place, lanes));

    /// <summary>A formula with what is known of the pass put in: the number of examples is a constant here.</summary>
    protected Expr Known(Expr body) => body.Rewrite(e => e is Scalar { Name: StepScalar.PerExample } ? 1.0 / request.Examples : null);

    private void AddTotal(MapOp map) =>
        Totals[map.Output] = Compute(map.Output.Name, Number, Known(map.Bodies[0]), map.Inputs.Select(i => (Operand)Totals[i]));
}
