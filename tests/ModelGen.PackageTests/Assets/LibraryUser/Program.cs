using System;
using my_flowers;

float[] lengths = [5.1f, 3.5f, 1.4f, 0.2f, 7.0f, 3.2f, 4.7f, 1.4f, 6.3f, 3.3f, 6.0f, 2.5f];
FlowerClassifier flowers = FlowerClassifier.Train(lengths, [0, 1, 2]);
Console.WriteLine($"kinds: {flowers.Classify(lengths.AsSpan(0, 4))} {flowers.Classify(lengths.AsSpan(4, 4))} {flowers.Classify(lengths.AsSpan(8, 4))}");
