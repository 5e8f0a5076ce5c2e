using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Qa.Portal.Commands.Operations.Moving;

/// <summary>Number and sum of rows, in whatever order they come: the sum of the SHA-256 of each, in four parts of 64 bits.</summary>
internal sealed class TableSum : IDisposable
{
    private readonly IncrementalHash _row = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private readonly ulong[] _sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];

    public long Rows { get; private set; }

    public void Add(ReadOnlySpan<object?> row)
    {
        foreach (var value in row)
            Append(value);
        _row.GetHashAndReset(_hash);
        for (var part = 0; part < _sum.Length; part++)
            _sum[part] += BinaryPrimitives.ReadUInt64LittleEndian(_hash.AsSpan(part * sizeof(ulong)));
        Rows++;
    }

    public bool IsSameAs(TableSum other) => Rows == other.Rows && _sum.AsSpan().SequenceEqual(other._sum);

    public void Dispose() => _row.Dispose();

    private void Append(object? value)
    {
        var bytes = value switch
        {
            null => null,
            byte[] own => own,
            string text => Encoding.UTF8.GetBytes(text),
            double number => BitConverter.GetBytes(number),

            // 1.50 and 1.5 are one number: how many zeros stand behind is not kept by both.
            decimal number => Encoding.UTF8.GetBytes(number.ToString("0.############################", CultureInfo.InvariantCulture)),
            DateTime time => BitConverter.GetBytes(time.Ticks),
            IFormattable other => Encoding.UTF8.GetBytes(other.ToString(null, CultureInfo.InvariantCulture)),
            bool flag => [flag ? (byte)1 : (byte)0],
            _ => throw new ArgumentException($"found a {value.GetType().Name}, expected a value that is moved", nameof(value)),
        };

        // The length stands before each, so that no two rows are written alike.
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
        _row.AppendData(length);
        _row.AppendData(bytes ?? []);
    }
}
