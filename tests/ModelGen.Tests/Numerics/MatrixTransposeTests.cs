using System.Linq;
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

    [Fact]
    public void SeveralMatricesGoOneAfterAnother()
    {
        float[] source = [.. Enumerable.Range(1, 2 * 9 * 10).Select(i => (float)i)], result = new float[source.Length];
        double[] sourceDouble = [.. source.Select(x => (double)x)], resultDouble = new double[source.Length];
        MatrixTranspose.Copy(ref source[0], ref result[0], 2, 9, 10);
        MatrixTranspose.Copy(ref sourceDouble[0], ref resultDouble[0], 2, 9, 10);
        foreach ((int k, int row, int column) in from k in Enumerable.Range(0, 2) from row in Enumerable.Range(0, 9) from column in Enumerable.Range(0, 10) select (k, row, column))
        {
            Assert.Equal(source[(k * 90) + (row * 10) + column], result[(k * 90) + (column * 9) + row]);
            Assert.Equal(sourceDouble[(k * 90) + (row * 10) + column], resultDouble[(k * 90) + (column * 9) + row]);
        }
    }
}
