using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Tests.Oracle;

/// <content>What goes over time, turn after turn.</content>
internal sealed partial class TensorOps
{
    private double[] ByTime(ByTimeOp move, double[] source)
    {
        var result = new double[Length(Extents(move.Result.Shape))];
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < move.Times; t++)
            {
                int time = move.IsReversed ? move.Times - 1 - t : t;
                int byExample = ((b * move.Times) + time) * move.Features, byTime = (((t + move.Offset) * batch) + b) * move.Features;
                Array.Copy(source, move.GoesByTime ? byExample : byTime, result, move.GoesByTime ? byTime : byExample, move.Features);
            }
        }

        return result;
    }

    private double[][] Scan(ScanOp scan, Func<Value, double[]> read)
    {
        Dictionary<Value, double[]> all = scan.Outputs.ToDictionary(o => o, o => new double[Length(Extents(o.Shape))]);
        foreach (ScanStart start in scan.Starts.Where(s => s.Initial is not null))
        {
            read(start.Initial!).CopyTo(all[start.State], scan.IsBackwards ? all[start.State].Length - read(start.Initial!).Length : 0);
        }

        for (int turn = 0; turn < scan.Times; turn++)
        {
            int t = scan.IsBackwards ? scan.Times - 1 - turn : turn;
            Dictionary<Value, double[]> now = [];
            double[] Read(Value value) => now.TryGetValue(value, out double[]? known) ? known : all.TryGetValue(value, out double[]? written) ? written : read(value);
            foreach (TimeSlice slice in scan.Reads)
            {
                int length = Length(Extents(slice.One.Shape));
                now[slice.One] = Read(slice.All)[((t + slice.Shift) * length)..((t + slice.Shift + 1) * length)];
            }

            foreach (Op op in scan.Body)
            {
                double[][] results = Run(op, Read);
                for (int k = 0; k < results.Length; k++)
                {
                    now[op.Outputs[k]] = results[k];
                }
            }

            foreach (TimeSlice slice in scan.Writes)
            {
                now[slice.One].CopyTo(all[slice.All], (t + slice.Shift) * now[slice.One].Length);
            }
        }

        return [.. scan.Outputs.Select(o => all[o])];
    }
}
