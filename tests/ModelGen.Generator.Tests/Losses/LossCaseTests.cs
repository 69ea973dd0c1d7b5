using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>Every loss at outputs and targets that are NaN, infinite or out of its range: what PyTorch says there (<c>make_loss_cases.py</c>).</summary>
[Trait("Category", "Width")]
public sealed class LossCaseTests
{
    // Three vectors of 16 numbers with a rest, and fewer numbers than a vector has.
    private static readonly int[] Places = [35, 3];

    private static readonly Case[] Cases = [.. File.ReadLines(RepositoryFiles.Path("tests", "ModelGen.Generator.Tests", "Losses", "loss_cases.csv")).Select(Case.Parse)];

    public static TheoryData<string, bool> Losses
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string loss in Cases.Select(c => c.Loss).Distinct())
            {
                data.Add(loss, false);
                data.Add(loss, true);
            }

            return data;
        }
    }

    private static readonly ModelDeclaration[] Declarations =
    [
        .. from loss in Cases.GroupBy(c => c.Loss)
        from isDouble in new[] { false, true }
        from places in Places.Prepend(1)
        let outputs = loss.First().Outputs.Length
        select new ModelDeclaration(NameOf(loss.Key, isDouble, places), outputs * places, 4, isDouble, [.. outputs > 1 ? [$"Reshape({places}, {outputs})"] : Array.Empty<string>(), "ActivationLayer(Activation.Identity)", loss.Key]),
    ];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Declarations));

    /// <summary>The loss of one output, or one row of classes.</summary>
    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_is_that_of_PyTorch(string loss, bool isDouble)
    {
        TestModel model = Create(NameOf(loss, isDouble, 1));
        foreach (Case one in Cases.Where(c => c.Loss == loss && Holds(c, isDouble)))
        {
            Same(one.Value, model.Evaluate(one.Outputs, one.Targets), isDouble, $"Evaluate for {one}");
            model.Forward(one.Outputs);
            Same(one.Value, model.Backward(one.Targets), isDouble, $"Backward for {one}");
        }
    }

    /// <summary>The gradient at every place of an example whose other numbers are ordinary ones.</summary>
    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradient_is_that_of_PyTorch_at_every_place(string loss, bool isDouble)
    {
        Case ordinary = Cases.First(c => c.Loss == loss);
        foreach (int places in Places)
        {
            TestModel model = Create(NameOf(loss, isDouble, places));
            foreach (Case one in Cases.Where(c => c.Loss == loss && Holds(c, isDouble)))
            {
                for (int place = 0; place < places; place += places > 8 ? 7 : 1)
                {
                    double[] inputs = Repeated(ordinary.Outputs, one.Outputs, places, place), targets = Repeated(ordinary.Targets, one.Targets, places, place);
                    model.Forward(inputs);
                    model.Backward(targets);
                    double share = loss is "HalfSumOfSquaresLoss" or "KLDivergenceLoss" ? 1 : 1.0 / places;
                    for (int k = 0; k < one.Outputs.Length; k++)
                    {
                        double given = model.InputGradients[(place * one.Outputs.Length) + k];

                        // The sign of a NaN is 0 for PyTorch's mean absolute error, by accident: the loss is NaN all the same.
                        if (!(double.IsNaN(one.Value) && double.IsNaN(given)))
                        {
                            Same(share * one.Gradient[k], given, isDouble, $"gradient {k} at place {place} of {places} for {one}");
                        }
                    }
                }
            }
        }
    }

    /// <summary>
    /// Whether the numbers are asked for: in float, a loss of exp(700) is not. Nor are infinite logits: softplus(z) − t · z, whose gradient is the accurate
    /// sigmoid(z) − t, is NaN there, where PyTorch's form of the loss is infinite for one sign and NaN for the other.
    /// </summary>
    private static bool Holds(Case one, bool isDouble) =>
        !(one.Loss == "BinaryCrossEntropyWithLogitsLoss" && one.Outputs.Any(double.IsInfinity))
        && (isDouble || AreFloats(one));

    private static bool AreFloats(Case one) => new[] { one.Value }.Concat(one.Gradient).All(x => !double.IsFinite(x) || Math.Abs(x) < 1e30);

    private static double[] Repeated(double[] ordinary, double[] one, int places, int place) =>
        [.. Enumerable.Range(0, places).SelectMany(p => p == place ? one : ordinary)];

    private static void Same(double expected, double given, bool isDouble, string what)
    {
        double tolerance = isDouble ? 1e-12 : 1e-5;
        bool isSame = double.IsFinite(expected) ? Math.Abs(expected - given) <= tolerance * Math.Max(1, Math.Abs(expected)) : expected.Equals(given);
        Assert.True(isSame, $"{what}: expected {expected}, got {given}.");
    }

    private static TestModel Create(string name) => Models.Value.Create(Declarations.Single(d => d.Name == name));

    private static string NameOf(string loss, bool isDouble, int places) => $"{loss}{(isDouble ? "Double" : "")}{places}";

    private sealed record Case(string Loss, double[] Outputs, double[] Targets, double Value, double[] Gradient)
    {
        public static Case Parse(string line)
        {
            string[] parts = line.Split(';');
            return new(parts[0], Numbers(parts[1]), Numbers(parts[2]), Numbers(parts[3])[0], Numbers(parts[4]));
        }

        public override string ToString() => FormattableString.Invariant($"{Loss} at [{string.Join(", ", Outputs)}], targets [{string.Join(", ", Targets)}]");

        private static double[] Numbers(string text) => [.. text.Split(' ').Select(n => n switch
        {
            "∞" => double.PositiveInfinity,
            "-∞" => double.NegativeInfinity,
            _ => double.Parse(n, CultureInfo.InvariantCulture),
        })];
    }
}
