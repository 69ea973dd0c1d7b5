namespace ModelGen;

/// <summary>
/// Brings the features of an input to mean 0 and deviation 1 (Keras's Normalization): y = (x − mean) / deviation, features being the last dimension.
/// </summary>
/// <remarks>
/// Mean and deviation are set from data before training, by <see cref="Data.InputNormalization.AdaptInputNormalization"/>
/// or by <c>SetParameter</c>; until then they are 0 and 1, and the layer passes its input on. Training does not change them.
/// Parameters: <c>mean</c>, <c>deviation</c> (features), kept and saved with the others.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [InputNormalization]
/// [Dense(16, Activation.Relu)]
/// [Dense(1)]
/// [MeanSquaredErrorLoss]
/// [Adam]
/// public sealed partial class Houses;
/// </code>
/// </example>
public sealed class InputNormalizationAttribute : LayerAttribute;
