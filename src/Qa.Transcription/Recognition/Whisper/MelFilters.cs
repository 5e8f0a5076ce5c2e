namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// The bands that Whisper hears by: triangles over the bins of a spectrum, evenly spaced on Slaney's mel scale (linear up to
/// 1 kHz, logarithmic above), each of the same area.
/// </summary>
internal static class MelFilters
{
    private const double HertzAMel = 200.0 / 3;
    private const double LinearUpToHertz = 1_000;
    private const double LinearUpToMel = LinearUpToHertz / HertzAMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <returns>For each band the weights of all bins.</returns>
    public static float[][] Make(int bands, int windowSamples, int sampleRate)
    {
        var top = ToMel(sampleRate / 2.0);
        double[] edges = [.. Enumerable.Range(0, bands + 2).Select(index => ToHertz(top * index / (bands + 1)))];
        var bins = windowSamples / 2 + 1;
        var filters = new float[bands][];
        for (var band = 0; band < bands; band++)
        {
            var (from, peak, to) = (edges[band], edges[band + 1], edges[band + 2]);
            var filter = new float[bins];
            for (var bin = 0; bin < bins; bin++)
            {
                var hertz = (double)bin * sampleRate / windowSamples;
                var weight = Math.Min((hertz - from) / (peak - from), (to - hertz) / (to - peak));
                filter[bin] = (float)(Math.Max(0, weight) * 2 / (to - from));
            }

            filters[band] = filter;
        }

        return filters;
    }

    private static double ToMel(double hertz) =>
        hertz < LinearUpToHertz ? hertz / HertzAMel : LinearUpToMel + Math.Log(hertz / LinearUpToHertz) / LogStep;

    private static double ToHertz(double mel) =>
        mel < LinearUpToMel ? mel * HertzAMel : LinearUpToHertz * Math.Exp((mel - LinearUpToMel) * LogStep);
}
