using System.Text;
using Qa.Grains.Inspection.Intake;

namespace Qa.Grains.Tests.Inspection;

public class InteractionHashTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", """{ "b" : "x", "a" : 1.0 }""", true)]
    [InlineData("""{"a":1,"b":null}""", """{"a":1}""", true)]
    [InlineData("""{"a":{"c":null,"d":[{"e":null}]}}""", """{"a":{"d":[{}]}}""", true)]
    [InlineData("""{"a":"null"}""", """{"a":"null"}""", true)]
    [InlineData("""{"a":[null]}""", """{"a":[]}""", false)]
    [InlineData("""{"a":"null"}""", """{}""", false)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    public void Of_TwoWritings_AreEqualWhenTheySayTheSame(string one, string other, bool areEqual) =>
        (InteractionHash.Of(Encoding.UTF8.GetBytes(one)) == InteractionHash.Of(Encoding.UTF8.GetBytes(other))).Should().Be(areEqual);
}
