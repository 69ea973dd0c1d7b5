using System;

namespace App;

/// <summary>Pictures of horizontal, vertical and diagonal stripes, with the class of each.</summary>
internal sealed record Examples(float[] Pictures, float[] Targets, int[] Classes)
{
    private const int Side = 12, Kinds = 3;

    public static Examples Draw(int count)
    {
        float[] pictures = new float[count * Side * Side], targets = new float[count * Kinds];
        int[] classes = new int[count];
        for (int i = 0; i < count; i++)
        {
            classes[i] = i % Kinds;
            targets[i * Kinds + classes[i]] = 1;
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                int row = pixel / Side, column = pixel % Side;
                int along = classes[i] switch { 0 => row, 1 => column, _ => row + column };
                pictures[i * Side * Side + pixel] = (along + i / Kinds) % 4 < 2 ? 1 : 0;
            }
        }

        return new Examples(pictures, targets, classes);
    }
}
