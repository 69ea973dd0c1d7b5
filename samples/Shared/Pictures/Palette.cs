namespace Samples.Pictures;

/// <summary>Colours that colour-blind readers tell apart too (Okabe and Ito 2008), and paler ones for areas.</summary>
internal static class Palette
{
    public const string Blue = "#0072b2";
    public const string Orange = "#d55e00";
    public const string Grey = "#8c8c8c";
    public const string PaleBlue = "#cfe6f5";
    public const string PalerBlue = "#e6f2fa";
    public const string PaleOrange = "#fadfc9";
    public const string PalerOrange = "#fcefe4";
    public const string Ink = "#222222";
}
