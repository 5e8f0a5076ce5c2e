using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>Sends mails through the server of the settings, one connection a mail: there are few, and none is left open.</summary>
internal sealed class MailChannel(NotificationTexts texts, IMailAddresses addresses) : IDeliveryChannel
{
    public DeliveryChannel Channel => DeliveryChannel.Mail;

    /// <summary>Whether a text is one address, without a name beside it.</summary>
    public static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);

    public async Task<DeliveryAnswer> DeliverAsync(ClaimedDelivery delivery, OutboxSettings settings, CancellationToken cancellation)
    {
        var mail = settings.Mail;
        if (!mail.IsOn)
            return DeliveryAnswer.Refused("mail is switched off in the settings");
        if (await addresses.OfAsync(delivery.Target, settings, cancellation) is not { } address)
            return DeliveryAnswer.Refused("the account has no mail address");
        using var message = MessageOf(delivery, settings, address);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(mail.Host, mail.Port, SecurityOf(mail.Security), cancellation);
            if (mail.UserName.Length > 0)
                await client.AuthenticateAsync(mail.UserName, mail.Password, cancellation);
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException exception) when (exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)exception.StatusCode >= 500)
        {
            return DeliveryAnswer.Refused($"the server does not take the recipient: {exception.Message}");
        }

        // It is sent; that the server does not say goodbye is nothing to send it again for.
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception exception) when (exception is IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            return DeliveryAnswer.Delivered;
        }

        return DeliveryAnswer.Delivered;
    }

    // The same delivery has the same id when it is sent again: most servers then keep one.
    private MimeMessage MessageOf(ClaimedDelivery delivery, OutboxSettings settings, string address)
    {
        var text = DeliveryText.Of(delivery, settings, texts);
        var message = new MimeMessage { Subject = text.Title, Body = new TextPart("plain") { Text = text.Body.Length > 0 ? text.Body : text.Title } };
        message.From.Add(new MailboxAddress(settings.Mail.FromName, settings.Mail.From));
        message.To.Add(MailboxAddress.Parse(address));
        message.Date = delivery.CreatedAt;
        message.MessageId = FormattableString.Invariant($"notification-{delivery.Id}-{delivery.CreatedAt.UtcTicks}@{settings.Mail.From[(settings.Mail.From.LastIndexOf('@') + 1)..]}");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
