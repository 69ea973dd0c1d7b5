using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;
using ElementType = ModelGen.Generator.Declarations.Precision;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>The small tools that text is made with.</summary>
public class WriterTests
{
    [Fact]
    public void Blocks_indent_and_close()
    {
        SourceWriter writer = new();
        using (writer.Block("class A"))
        {
            writer.Line("first;").Line();
            using (writer.Block(""))
            {
                writer.Line("second\n\nthird");
            }

            using (writer.Indent())
            {
                writer.Line("fourth");
            }
        }

        writer.ToString().ShouldBe("class A\n{\n    first;\n\n    {\n        second\n\n        third\n    }\n        fourth\n}\n");
    }

    [Fact]
    public void Types_can_be_written_in_full()
    {
        new SourceWriter().Line("~Span<int> x = ~Math.Max(~Span<~Math>);").ToString()
            .ShouldBe("global::System.Span<int> x = global::System.Math.Max(global::System.Span<global::System.Math>);\n");
        Should.Throw<KeyNotFoundException>(() => FullNames.In("~Unknown"));
    }

    [Fact]
    public void Every_full_name_is_a_type()
    {
        var names = (Dictionary<string, string[]>)typeof(FullNames).GetField("Namespaces", BindingFlags.Static | BindingFlags.NonPublic).ShouldNotBeNull().GetValue(null)!;
        HashSet<string> known =
        [
            .. new[] { typeof(ModelAttribute), typeof(object), typeof(Unsafe), typeof(Span<>), typeof(System.Runtime.InteropServices.MemoryMarshal), typeof(System.CodeDom.Compiler.GeneratedCodeAttribute) }
                .SelectMany(t => t.Assembly.GetExportedTypes())
                .Select(t => t.FullName!.Split('`')[0]),
        ];
        names.SelectMany(n => n.Value.Select(type => $"{n.Key}.{type}")).ShouldAllBe(name => known.Contains(name) || known.Contains(name + "Attribute"));
    }

    [Theory]
    [InlineData(512, ElementType.Single, "Vector512.LoadUnsafe(ref x)|Vector512.LoadUnsafe(ref x, 16)|Vector512.LoadUnsafe(ref x, (nuint)(i * 4))|Vector512.Create(x)|v.StoreUnsafe(ref x, 16);|Vector512.MultiplyAddEstimate(a, b, c)|Vector512.Sum(v)|Vector512<float>.Zero")]
    [InlineData(0, ElementType.Double, "x|Unsafe.Add(ref x, 16)|Unsafe.Add(ref x, i * 4)|x|Unsafe.Add(ref x, 16) = v;|c + a * b|v|0.0")]
    internal void Vectors_and_single_numbers_are_written_alike(int bits, ElementType precision, string expected)
    {
        VectorType type = new(bits, precision);
        string.Join("|", VectorText.Load(type, "x", 0), VectorText.Load(type, "x", 16), VectorText.Load(type, "x", "i * 4"), VectorText.Broadcast(type, "x", "0"),
            VectorText.Store(type, "v", "x", 16), VectorText.MultiplyAdd(type, "a", "b", "c"), VectorText.Sum(type, "v"), VectorText.Zero(type)).ShouldBe(expected);
    }

    [Fact]
    public void Offsets_are_written_without_what_changes_nothing()
    {
        VectorText.Scaled("b", 0).ShouldBe("0");
        VectorText.Scaled("0", 7).ShouldBe("0");
        VectorText.Scaled("b", 1).ShouldBe("b");
        VectorText.Scaled("b", 7).ShouldBe("b * 7");
        VectorText.Plus("0", "o").ShouldBe("o");
        VectorText.Plus("b", "0").ShouldBe("b");
        VectorText.Plus("b * 7", "o").ShouldBe("b * 7 + o");
        VectorText.At("x", "0").ShouldBe("ref x");
        VectorText.At("x", "7").ShouldBe("ref Unsafe.Add(ref x, 7)");
    }

    [Fact]
    public void Names_are_escaped_only_where_needed()
    {
        Identifier.Escape("class").ShouldBe("@class");
        Identifier.Escape("dense1").ShouldBe("dense1");
        Identifier.Pascal("dense1Weight").ShouldBe("Dense1Weight");
    }
}
