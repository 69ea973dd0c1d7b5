namespace ModelGen;

/// <summary>(1/n) Σ |output − target| over the n outputs of an example (L1Loss); the gradient at 0 is 0.</summary>
public sealed class MeanAbsoluteErrorLossAttribute : LossAttribute;
