namespace BalancePipeline.Email.Rendering;

/// <summary>The few looks that mails are made of, as inline styles. Sizes in pixels, since mail programs disagree on all else.</summary>
internal static class MailStyle
{
    internal const string Text = "margin: 0 0 14px 0; font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 24px; color: #22272b;";
    internal const string Heading = "margin: 0 0 14px 0; font-family: Arial, Helvetica, sans-serif; font-size: 20px; line-height: 28px; font-weight: bold; color: #22272b;";
    internal const string Label = "margin: 18px 0 6px 0; font-family: Arial, Helvetica, sans-serif; font-size: 14px; line-height: 20px; font-weight: bold; color: #22272b;";
    internal const string Quiet = "margin: 0 0 12px 0; font-family: Arial, Helvetica, sans-serif; font-size: 14px; line-height: 21px; color: #5b636a;";
    internal const string Small = "font-family: Arial, Helvetica, sans-serif; font-size: 13px; line-height: 19px; color: #5b636a;";
    internal const string Link = "color: #1f5f5b; text-decoration: underline;";
}
