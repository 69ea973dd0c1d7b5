using System.Collections.Generic;
using System.Globalization;

namespace Benchmarks.Quick;

/// <summary>How long and at which clock to measure, as the command line says it.</summary>
internal static class StepwatchOptions
{
    public const string Usage = "[--ghz 3.4] [--seconds 0.6]";

    /// <summary>Takes the options away from <paramref name="args"/>.</summary>
    /// <returns>A watch that keeps them, or null if one has no number from 0 on.</returns>
    public static Stepwatch? Take(List<string> args)
    {
        double gigahertz = 3.4;
        double seconds = 0.6;
        return TakeNumber(args, "--ghz", ref gigahertz) && TakeNumber(args, "--seconds", ref seconds) ? new(gigahertz, seconds) : null;
    }

    private static bool TakeNumber(List<string> args, string name, ref double value)
    {
        int index = args.IndexOf(name);
        if (index < 0)
        {
            return true;
        }

        if (index + 1 == args.Count
            || !double.TryParse(args[index + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            || !(value >= 0))
        {
            return false;
        }

        args.RemoveRange(index, 2);
        return true;
    }
}
