using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether a learning rate is where those of its optimizer usually are; 0, which freezes a model, is meant.</summary>
internal static class LearningRateRule
{
    private static readonly (double Least, double Most) Adaptive = (1e-7, 0.1);

    /// <summary>
    /// About two decades on both sides of what papers and PyTorch's defaults take. A step of Adam and its like is about as long as the
    /// learning rate itself; a step of Sgd is as long as the gradient, so its range is wide.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, (double Least, double Most)> Usual = new Dictionary<string, (double, double)>
    {
        ["Sgd"] = (1e-6, 10),
        ["Adam"] = Adaptive,
        ["AdamW"] = Adaptive,
        ["Adamax"] = Adaptive,
        ["NAdam"] = Adaptive,
        ["RAdam"] = Adaptive,
        ["RmsProp"] = Adaptive,
        ["Lion"] = (1e-8, 1e-2),
        ["Adan"] = Adaptive,
        ["Muon"] = Adaptive,
        ["Adagrad"] = (1e-5, 1),
        ["Adadelta"] = (1e-3, 10),
    };

    public static Problem? Check(Declared optimizer)
    {
        if (!optimizer.Attribute.Has("LearningRate") || !Usual.TryGetValue(optimizer.Attribute.Name, out (double Least, double Most) usual))
        {
            return null;
        }

        double rate = optimizer.Attribute.Number("LearningRate", 0);
        bool isUnusual = rate > 0 && !double.IsInfinity(rate) && (rate < usual.Least || rate > usual.Most);
        return isUnusual
            ? optimizer.Problem(
                DiagnosticDescriptors.UnusualLearningRate.Id, optimizer.Attribute.Name, Bounds.Format(rate), Bounds.Format(usual.Least), Bounds.Format(usual.Most))
            : null;
    }
}
