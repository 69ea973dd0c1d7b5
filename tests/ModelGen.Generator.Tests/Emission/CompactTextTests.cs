using ModelGen.Generator.Emission;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>How a kernel's lines are set: what is left out are braces and names, never a statement.</summary>
public class CompactTextTests
{
    [Fact]
    public void Loops_that_hold_only_a_loop_stand_under_each_other() => Compact(
        """
        for (a)
        {
            for (b)
            {
                ref float x = ref y;
                f(x);
            }
        }
        """).ShouldBe(
        """
        for (a)
        for (b)
        {
            ref float x = ref y;
            f(x);
        }
        """);

    [Fact]
    public void A_loop_over_one_statement_has_no_braces_and_one_beside_others_keeps_them() => Compact(
        """
        for (a)
        {
            for (b)
            {
                f(x);
            }
            g();
        }
        if (c)
        {
            h();
        }
        else
        {
            {
                k();
            }
        }
        """).ShouldBe(
        """
        for (a)
        {
            for (b)
                f(x);
            g();
        }
        if (c)
        {
            h();
        }
        else
        {
            {
                k();
            }
        }
        """);

    [Fact]
    public void Sums_and_references_that_start_together_share_a_line() => Compact(
        """
        var sum0 = B.Zero;
        var sum1 = B.Load(ref biasAt);
        var w0 = B.Load(ref weightAt);
        ref float a = ref x;
        ref float b = ref y;
        ref int c = ref z;
        """).ShouldBe(
        """
        B sum0 = B.Zero, sum1 = B.Load(ref biasAt);
        var w0 = B.Load(ref weightAt);
        ref float a = ref x, b = ref y;
        ref int c = ref z;
        """);

    [Fact]
    public void A_result_is_stored_by_name_only_if_something_else_reads_it() => Compact(
        """
        var r = B.Max(a, b);
        r.Store(ref at);
        var s = a + b;
        s.StoreColumns(ref at, 0, 16);
        var t = a - b;
        t.Store(ref at);
        f(t);
        """).ShouldBe(
        """
        B.Max(a, b).Store(ref at);
        (a + b).StoreColumns(ref at, 0, 16);
        var t = a - b;
        t.Store(ref at);
        f(t);
        """);

    private static string Compact(string text)
    {
        using SourceWriter body = new();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            body.Line(line);
        }

        using SourceWriter compact = CompactText.Of(body);
        return compact.ToString().TrimEnd('\n');
    }
}
