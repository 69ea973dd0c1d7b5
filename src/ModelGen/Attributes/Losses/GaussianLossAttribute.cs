namespace ModelGen;

/// <summary>(1/k) Σ ½ (s + (target − μ)² · exp(−s)): the negative logarithm of a normal distribution's density, without ½ ln 2π (GaussianNLLLoss). The last dimension has 2k outputs, k means μ and then k logarithms of the variance, s.</summary>
/// <remarks>
/// Targets lie as the outputs do: the wanted number where its mean is; where its s is, a target is not read. A logarithm is any number, so that no variance needs a limit: exp(s / 2) is the deviation.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(2)]
/// [GaussianLoss]
/// [Adam]
/// public sealed partial class Weather;
/// </code>
/// </example>
public sealed class GaussianLossAttribute : LossAttribute;
