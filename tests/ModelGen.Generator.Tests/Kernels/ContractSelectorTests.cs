using System.Linq;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;
using ElementType = ModelGen.Generator.Declarations.Precision;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Kernels as printed: the tiles of a contraction at each width.</summary>
public class ContractSelectorTests
{
    [Theory]
    [InlineData(1, 512, "@0 12 rows × (1), 8 chains")]
    [InlineData(2, 512, "@0 12 rows × (1) × 2, 8 chains")]
    [InlineData(3, 512, "@0 12 rows × (1) × 3, 8 chains")]
    [InlineData(5, 512, "@0 6 rows × (4 4~3), 4 chains")]
    [InlineData(17, 512, "@0 12 rows × (16 16~15), 8 chains")]
    [InlineData(25, 512, "@0 6 rows × (16 16~7), 4 chains")]
    [InlineData(50, 512, "@0 12 rows × (16 16) × 2, the last 14 back, 8 chains")]
    [InlineData(128, 512, "@0 6 rows × (16 16 16 16) × 2, 4 chains")]
    [InlineData(1000, 512, "@0 6 rows × (16 16 16) × 21, the last 8 back, 4 chains")]
    [InlineData(3, 256, "@0 12 rows × (1) × 3, 8 chains")]
    [InlineData(5, 256, "@0 6 rows × (4 4~3), 4 chains")]
    [InlineData(17, 256, "@0 4 rows × (8 8 8~7), 4 chains")]
    [InlineData(25, 256, "@0 6 rows × (8 8) × 2, the last 7 back, 4 chains")]
    [InlineData(50, 256, "@0 12 rows × (8) × 7, the last 6 back, 8 chains")]
    [InlineData(1000, 256, "@0 6 rows × (8 8) × 63, the last 8 back, 4 chains")]
    [InlineData(5, 128, "@0 6 rows × (4 4~3), 4 chains")]
    [InlineData(17, 128, "@0 4 rows × (4 4 4), 4 chains; @12 4 rows × (4 4~3), 4 chains")]
    [InlineData(1000, 128, "@0 6 rows × (4 4) × 125, 4 chains")]
    [InlineData(5, 0, "@0 6 rows × (1) × 5, 4 chains")]
    [InlineData(1000, 0, "@0 6 rows × (1) × 1000, 4 chains")]
    public void Forward_of_64_examples(int outputs, int bits, string expected) => Select(Products.Forward(784, outputs), bits).ShouldBe(expected);

    [Theory]
    [InlineData(25, 512, "@0 12 rows × (8 8) × 2, the last 7 back, 8 chains")]
    [InlineData(25, 256, "@0 12 rows × (4) × 7, the last 3 back, 8 chains")]
    [InlineData(25, 128, "@0 12 rows × (2) × 13, the last 1 back, 8 chains")]
    [InlineData(3, 512, "@0 6 rows × (2 2~1), 4 chains")]
    [InlineData(1, 512, "@0 12 rows × (1), 8 chains")]
    public void Forward_in_double(int outputs, int bits, string expected) => Select(Products.Forward(784, outputs), bits, precision: ElementType.Double).ShouldBe(expected);

    [Theory]
    [InlineData(1, 1, 512, "@0 12 rows × (1)")]
    [InlineData(2, 1, 512, "@0 1 rows × (1)")]
    [InlineData(5, 2, 512, "dot 4~, 1 × 2")]
    [InlineData(17, 3, 512, "dot 16~, 1 × 3")]
    [InlineData(25, 1, 512, "dot 16~, 1")]
    [InlineData(50, 1, 256, "dot 8~, 1")]
    [InlineData(48, 5, 128, "dot 4, 4 × 2, the last 3 back")]
    [InlineData(1000, 1, 512, "dot 16~, 1")]
    [InlineData(1000, 3, 0, "dot 1~, 1 × 3")]
    public void Few_outputs_are_dot_products(int inputs, int outputs, int bits, string expected) => Select(Products.ForwardAcross(inputs, outputs), bits).ShouldBe(expected);

    [Theory]
    [InlineData(784, 128, 512, "@0 6 rows × (16 16 16 16) × 2")]
    [InlineData(784, 128, 256, "@0 6 rows × (8 8) × 8")]
    [InlineData(2, 25, 512, "@0 2 rows × (16 16~7)")]
    [InlineData(25, 50, 256, "@0 5 rows × (8 8) × 4, the last 14 back")]
    public void Weight_gradients(int inputs, int outputs, int bits, string expected) => Select(Products.WeightGradient(inputs, outputs), bits).ShouldBe(expected);

    [Theory]
    [InlineData(10, 512, "@0 1 rows × (8 8~6)")]
    [InlineData(1, 512, "@0 1 rows × (1)")]
    [InlineData(100, 128, "@0 1 rows × (4 4 4 4) × 7, the last 12 back")]
    public void Sums_over_examples(int outputs, int bits, string expected) => Select(Products.Sum(outputs), bits).ShouldBe(expected);

    [Theory]
    [InlineData(1, "@0 1 rows × (16), 6 chains")]
    [InlineData(4, "@0 1 rows × (16), 8 chains")]
    [InlineData(64, "@0 12 rows × (16), 8 chains")]
    public void Tiles_have_no_more_rows_than_there_are_examples(int maxBatch, string expected) => Select(Products.Forward(784, 16), 512, maxBatch).ShouldBe(expected);

    [Theory]
    [InlineData(1, "@0 12 rows × (16)")]
    [InlineData(4, "@0 12 rows × (16)")]
    [InlineData(15, "@0 12 rows × (16), 5 chains")]
    [InlineData(16, "@0 12 rows × (16), 8 chains")]
    public void Sums_of_few_terms_need_no_chains(int inputs, string expected) => Select(Products.Forward(inputs, 16), 512).ShouldBe(expected);

    [Theory]
    [InlineData(128, 512, "tiles of 6 × 64 sums (b × o), 2.4 multiply-adds for each load; a lone row in 4 chains")]
    [InlineData(25, 256, "tiles of 6 × 16 sums (b × o), 1.5 multiply-adds for each load, the last columns 7 back; a lone row in 4 chains")]
    [InlineData(50, 256, "tiles of 12 × 8 sums (b × o), 0.9 multiply-adds for each load, the last columns 6 back; a lone row in 8 chains")]
    public void A_decision_in_words(int outputs, int bits, string expected)
    {
        MatrixProduct product = Products.Forward(784, outputs);
        Schedule(product, bits, 64, ElementType.Single).Describe(product).ShouldBe(expected);
    }

    private static string Select(MatrixProduct product, int bits, int maxBatch = 64, ElementType precision = ElementType.Single) =>
        SchedulePrinter.Print(Schedule(product, bits, maxBatch, precision));

    private static ContractSchedule Schedule(MatrixProduct product, int bits, int maxBatch, ElementType precision) =>
        ContractSelector.Select(product, precision, maxBatch)[VectorWidth.All.ToList().FindIndex(w => w.Bits == bits)];
}
