using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Qa.Benchmarks.Matcher;

/// <summary>
/// Intel's Hyperscan, the fastest matcher for many literals there is to compare with; only where its library is installed. It is
/// asked for end offsets, which costs it least, and for literals, not expressions.
/// </summary>
internal sealed unsafe class HyperscanEngine(bool utf8) : MatchEngine(utf8 ? "Hyperscan, UTF-8" : "Hyperscan, UTF-16")
{
    private const string Library = "libhs.so.5";
    private const uint BlockMode = 1;

    private nint _database;
    private nint _scratch;

    public static string? WhyMissing()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
            return $"{Library} is not installed";
        return hs_valid_platform() == 0 ? null : "Hyperscan does not run on this processor";
    }

    public override void Build(string[] phrases)
    {
        var encoding = utf8 ? Encoding.UTF8 : Encoding.Unicode;
        var pins = phrases.Select(p => GCHandle.Alloc(encoding.GetBytes(p), GCHandleType.Pinned)).ToArray();
        var expressions = pins.Select(p => p.AddrOfPinnedObject()).ToArray();
        var lengths = pins.Select(p => (nuint)((byte[])p.Target!).Length).ToArray();
        var ids = Enumerable.Range(0, phrases.Length).Select(i => (uint)i).ToArray();
        var flags = new uint[phrases.Length];
        fixed (nint* expression = expressions)
        fixed (nuint* length = lengths)
        fixed (uint* id = ids, flag = flags)
        {
            nint error;
            nint database;
            Check(hs_compile_lit_multi(expression, flag, id, length, (uint)phrases.Length, BlockMode, 0, &database, &error));
            _database = database;
            nint scratch = 0;
            Check(hs_alloc_scratch(_database, &scratch));
            _scratch = scratch;
        }

        foreach (var pin in pins)
            pin.Free();
    }

    public override long Count(BenchText text)
    {
        var bytes = utf8 ? text.Utf8 : text.Utf16;
        var count = 0L;
        fixed (byte* data = bytes)
            Check(hs_scan(_database, data, (uint)bytes.Length, 0, _scratch, utf8 ? &OnUtf8 : &OnUtf16, &count));
        return count;
    }

    public override void Dispose()
    {
        base.Dispose();
        Check(hs_free_scratch(_scratch));
        Check(hs_free_database(_database));
        (_scratch, _database) = (0, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnUtf8(uint id, ulong from, ulong to, uint flags, void* context)
    {
        ++*(long*)context;
        return 0;
    }

    /// <summary>Bytes of two neighbouring units can look like one unit: only even offsets count.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnUtf16(uint id, ulong from, ulong to, uint flags, void* context)
    {
        *(long*)context += (long)(~to & 1);
        return 0;
    }

    private static void Check(int code)
    {
        if (code != 0)
            throw new InvalidOperationException($"Hyperscan failed with code {code}");
    }

#pragma warning disable SYSLIB1054, CA1707, IDE1006, SA1300 // The library's own names, and plain imports: nothing here needs marshalling.
    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int hs_valid_platform();

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int hs_compile_lit_multi(
        nint* expressions, uint* flags, uint* ids, nuint* lengths, uint elements, uint mode, nint platform, nint* database, nint* error);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int hs_alloc_scratch(nint database, nint* scratch);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int hs_scan(
        nint database, byte* data, uint length, uint flags, nint scratch, delegate* unmanaged[Cdecl]<uint, ulong, ulong, uint, void*, int> onMatch, void* context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int hs_free_scratch(nint scratch);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int hs_free_database(nint database);
#pragma warning restore SYSLIB1054, CA1707, IDE1006, SA1300
}
