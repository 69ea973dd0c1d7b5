using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Shouldly;
using Shouldly.Configuration;
using Xunit;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares generated sources with approved files. Names and contents are those of Verify.SourceGenerators, so that it may take this class's place:
/// <c>Class.Method#Hint.verified.cs</c> beside the test, whose first line names the hint.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>
    /// Fails unless every source equals its approved file and every approved file of the test has a source. Each source that differs is written beside its
    /// approved file as <c>.received.cs</c>, all in one run.
    /// </summary>
    /// <param name="widestOnly">Leaves out the kernels' variants for less than 512 bits: of a large network nobody would read them.</param>
    /// <param name="method">The calling test.</param>
    public static void Verify(GeneratedModels models, bool widestOnly = false, [CallerMemberName] string method = "")
    {
        var faults = new List<string>();
        string? folder = null, prefix = null;
        foreach (var source in models.Sources)
        {
            try
            {
                string code = widestOnly ? NarrowVariant().Replace($"{source.SourceText}", "") : $"{source.SourceText}";
                string text = $"//HintName: {source.HintName}\n{code}";
                text.ShouldMatchApproved(options => options
                    .NoDiff()
                    .WithFileExtension("cs")
                    .WithDiscriminator(Path.GetFileNameWithoutExtension(source.HintName))
                    .LocateTestMethodUsingAttribute<FactAttribute>()
                    .WithFilenameGenerator((test, discriminator, type, extension) =>
                    {
                        (folder, prefix) = (test.SourceFileDirectory, $"{test.DeclaringTypeName}.{test.MethodName}#");
                        return $"{prefix}{discriminator!.TrimStart('.')}.{(type == "approved" ? "verified" : type)}.{extension}";
                    }));
            }
            catch (Exception fault) when (fault is ShouldAssertException or FileNotFoundException)
            {
                faults.Add($"{source.HintName}: {fault.Message}");
            }
        }

        Assert.NotNull(folder);
        faults.AddRange(Stale(folder, prefix!, models.Sources.Select(s => s.HintName)).Select(file => $"{file} is approved, but {method} generates no such source."));
        if (faults.Count > 0)
        {
            throw new XunitException(string.Join("\n\n", faults));
        }
    }

    /// <summary>A kernel for a narrower width, from the blank line before its comment to its last brace.</summary>
    [GeneratedRegex(@"\n\n( +)(// .*\n +)*\[MethodImpl.*\n +private static .*(V256|V128|Scalar)\([^{]*?\n\1\{(\n.*)*?\n\1\}(?=\n)")]
    private static partial Regex NarrowVariant();

    private static IEnumerable<string> Stale(string folder, string prefix, IEnumerable<string> hints)
    {
        string[] claimed = [.. hints.Select(hint => $"{prefix}{Path.GetFileNameWithoutExtension(hint)}.verified.cs")];
        return Directory.GetFiles(folder, $"{prefix}*.verified.cs").Select(path => Path.GetFileName(path)).Except(claimed);
    }
}
