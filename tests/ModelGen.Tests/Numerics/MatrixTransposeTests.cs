using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

[Trait("Category", "Width")]
public class MatrixTransposeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 17)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    [InlineData(16, 7)]
    [InlineData(25, 50)]
    [InlineData(33, 31)]
    public void EveryNumberMovesToItsPlace(int rows, int columns)
    {
        float[] source = new float[rows * columns], result = new float[rows * columns];
        double[] sourceDouble = new double[rows * columns], resultDouble = new double[rows * columns];
        for (int i = 0; i < source.Length; i++)
        {
            source[i] = i + 1;
            sourceDouble[i] = i + 1;
        }

        MatrixTranspose.Copy(ref source[0], ref result[0], rows, columns);
        MatrixTranspose.Copy(ref sourceDouble[0], ref resultDouble[0], rows, columns);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal((row * columns) + column + 1, result[(column * rows) + row]);
                Assert.Equal((row * columns) + column + 1, resultDouble[(column * rows) + row]);
            }
        }
    }
}
