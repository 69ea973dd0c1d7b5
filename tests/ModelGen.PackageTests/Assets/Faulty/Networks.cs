using ModelGen;

namespace Faulty;

[Model]
[Input(784)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[Budget(MaxParameters = 100_000)]
public partial class TooLarge;

public static class Rows
{
    [NoAlloc]
    public static float[] Make() => new float[3];
}
