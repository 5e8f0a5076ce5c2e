using Qa.Grains.Publication.Approvals;

namespace Qa.Grains.Publication;

/// <content>What scores along with a draft ends with it.</content>
internal sealed partial class RuleSetGrain
{
    // What has become of the draft is so whether or not this succeeds: a run looks after its draft itself, too.
    private async Task CloseShadowsAsync(Draft draft)
    {
        try
        {
            await shadows.CloseWithAsync(draft);
        }
        catch (Exception exception)
        {
            LogShadowsNotClosed(exception, draft.Id, RuleSet);
        }
    }
}
