using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Mutations;

/// <summary>
/// Whatever somebody writes or is about to write ends in code that compiles without a warning, or in errors at the place; the generator never fails, and one
/// model's trouble never touches another's. <c>MODELGEN_MUTATIONS</c> says how many declarations are drawn, 300 unless told.
/// </summary>
public class MutationTests
{
    private const int Together = 20;

    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("MODELGEN_MUTATIONS") ?? "300", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Spoilt_declarations_end_in_code_that_compiles_or_in_errors_in_their_place()
    {
        List<string> complaints = [];
        int generated = 0;
        foreach (int[] seeds in Enumerable.Range(1, Count).Chunk(Together))
        {
            MutationRun run = await MutationRun.Of([.. seeds.Select(MutatedDeclaration.Draw)]);
            complaints.AddRange(run.Complaints);
            generated += run.Generated;
        }

        complaints.ShouldBeEmpty();
        generated.ShouldBeInRange(Count / 10, Count * 9 / 10);
    }
}
