using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Autodiff;

/// <summary>
/// The gradient of a scan is a scan the other way: its body is the gradient of the body, and the gradient of a state is handed from time to time. What nothing is
/// handed on of, the gradients of weights above all, is computed once for all times, after it (<see cref="AllTimes"/>).
/// </summary>
internal static class ScanGradients
{
    /// <summary>Adds the ops, and returns the gradients of the scan's inputs.</summary>
    /// <param name="outer">Of the scan's outputs, those that something outside depends on, with their gradients.</param>
    /// <param name="isWanted">Whether the gradient of an input is.</param>
    public static IReadOnlyList<(Value Input, Value Gradient)> Of(GraphBuilder graph, ScanOp scan, IReadOnlyList<(Value Output, Value Gradient)> outer, Func<Value, bool> isWanted)
    {
        if (outer.Count == 0)
        {
            return [];
        }

        return new Turn(graph, scan, outer, isWanted).Gradients();
    }

    private sealed class Turn(GraphBuilder graph, ScanOp scan, IReadOnlyList<(Value Output, Value Gradient)> outer, Func<Value, bool> isWanted)
    {
        // A time further on is a time before, in a scan that goes backwards.
        private readonly int _before = scan.IsBackwards ? 1 : 0, _after = scan.IsBackwards ? 0 : 1;
        private readonly List<TimeSlice> _reads = [];
        private readonly List<(Value One, Value Gradient)> _handed = [];

        public IReadOnlyList<(Value Input, Value Gradient)> Gradients()
        {
            // The gradient of each state: what a later turn has left, and what comes from outside.
            List<ScanStart> starts = [];
            List<(Value, Value)> seeds = [];
            Dictionary<Value, List<Value>> found = [];
            Value[] previous = [.. scan.Starts.Select(s => scan.Reads.First(r => r.All == s.State).One)];
            Value[] sequences = [.. scan.Reads.Where(r => scan.Starts.All(s => s.State != r.All) && isWanted(r.All)).Select(r => r.One)];
            Value[] fixedInputs = [.. scan.Inputs.Where(i => isWanted(i) && scan.Body.Any(op => op.Inputs.Contains(i)))];

            EquatableArray<Op> added = graph.Nested(scan.Body, () =>
            {
                foreach (ScanStart start in scan.Starts)
                {
                    Value handed = graph.Value($"{start.State.Name}Gradient", start.State.Shape);
                    starts.Add(new ScanStart(handed, null));
                    seeds.Add((scan.Writes.First(w => w.All == start.State).One, Slice(handed, _after)));
                }

                foreach ((Value output, Value gradient) in outer)
                {
                    TimeSlice write = scan.Writes.First(w => w.All == output);
                    seeds.Add((write.One, Slice(gradient, write.Shift)));
                }

                found = Differentiator.Propagate(graph, scan.Body, seeds, [.. previous, .. sequences, .. fixedInputs]);
                foreach (Value one in previous.Concat(sequences).Concat(fixedInputs).Where(found.ContainsKey))
                {
                    _handed.Add((one, Differentiator.GradientOf(graph, one, found)));
                }
            });

            return Finish(starts, previous, sequences, added);
        }

        private Value Slice(Value all, int shift)
        {
            Value one = graph.Value($"{all.Name}Now", Shape.Of(Shape.Batch, all.Shape[all.Shape.Rank - 1]));
            _reads.Add(new TimeSlice(one, all, shift));
            return one;
        }

        private IReadOnlyList<(Value, Value)> Finish(List<ScanStart> starts, Value[] previous, Value[] sequences, EquatableArray<Op> added)
        {
            Value[] carried = [.. previous.Select(p => _handed.FirstOrDefault(h => h.One == p).Gradient)];
            HashSet<Op> inTurn = [.. Ancestors.Of(carried.OfType<Value>(), added)];
            Op[] body = [.. added.Where(inTurn.Contains)];
            AllTimes times = new(graph, scan);

            // What the body of the gradient reads of the forward pass, it reads at the same time.
            HashSet<Value> computed = [.. body.SelectMany(op => op.Outputs)];
            foreach (Value read in body.SelectMany(op => op.Inputs).Distinct().Where(v => !computed.Contains(v) && _reads.All(r => r.One != v)))
            {
                if (scan.Reads.Concat(scan.Writes).FirstOrDefault(s => s.One == read) is { } slice)
                {
                    _reads.Add(slice);
                }
            }

            List<TimeSlice> writes = [];
            for (int k = 0; k < starts.Count; k++)
            {
                if (carried[k] is { } gradient)
                {
                    writes.Add(new TimeSlice(gradient, starts[k].State, _before));
                    times.Know(gradient, starts[k].State, _before);
                }
            }

            foreach (Value value in body.SelectMany(op => op.Outputs).Where(v => v.Shape.HasBatch && carried.All(c => c != v)))
            {
                writes.Add(new TimeSlice(value, times.Of(value), 0));
            }

            TimeSlice[] reads = [.. _reads.Where(r => body.Any(op => op.Inputs.Contains(r.One)))];
            graph.Add(new ScanOp([.. body], scan.Times, !scan.IsBackwards, [.. reads], [.. writes], [.. starts.Where(s => writes.Any(w => w.All == s.State))]));
            foreach (TimeSlice read in _reads)
            {
                times.Know(read.One, read.All, read.Shift);
            }

            foreach (Op op in added.Where(op => !inTurn.Contains(op)))
            {
                times.Add(op);
            }

            List<(Value, Value)> gradients = [];
            foreach ((Value one, Value gradient) in _handed.Where(h => !previous.Contains(h.One)))
            {
                Value input = sequences.Contains(one) ? scan.Reads.First(r => r.One == one).All : one;
                gradients.Add((input, times.Of(gradient)));
            }

            for (int k = 0; k < starts.Count; k++)
            {
                if (scan.Starts[k].Initial is { } initial && isWanted(initial) && carried[k] is not null)
                {
                    gradients.Add((initial, graph.ByExample(GradientRules.NameOf(initial), starts[k].State, initial.Shape, scan.FirstTime, isReversed: false)));
                }
            }

            return gradients;
        }
    }
}
