param token string
param location string
param tags object
param workspaceId string
param email string

type rule = {
  name: string
  text: string
  severity: int
  query: string
  operator: ('GreaterThan' | 'LessThan')
  threshold: int
  window: string
}

// Each query gives one number; the metrics are those of the README's list.
var rules rule[] = [
  {
    name: 'messages-parked'
    text: 'Messages failed five times and are parked. Look at them with: balance poison list'
    severity: 1
    query: 'AppMetrics | where Name == "balance.queue.waiting" and tostring(Properties.queue) endswith "-poison" | summarize Number = coalesce(max(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
  }
  {
    // Prompts are spread over hours on purpose: their age counts a twelfth.
    name: 'queue-old'
    text: 'A message has waited for more than half an hour, or a prompt for more than six. Look at them with: GET /api/v1/operations'
    severity: 2
    query: 'AppMetrics | where Name == "balance.queue.oldest" | summarize Number = coalesce(max(Sum / iff(tostring(Properties.queue) == "prompts-to-send", 12, 1)), 0.0)'
    operator: 'GreaterThan'
    threshold: 1800
    window: 'PT30M'
  }
  {
    name: 'sends-failed'
    text: 'Mails could not be sent. The reasons stand in: balance status'
    severity: 2
    query: 'AppMetrics | where Name == "balance.mails.sent" and tostring(Properties.outcome) in ("transient", "permanent") | summarize Number = coalesce(sum(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 10
    window: 'PT1H'
  }
  {
    name: 'replies-refused'
    text: 'Replies were posted and not let in. SendGrid keeps them for three days: check the key and the secret of its Inbound Parse.'
    severity: 1
    query: 'AppMetrics | where Name == "balance.replies.refused" | summarize Number = coalesce(sum(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
  }
  {
    name: 'no-plan-run'
    text: 'The timer that plans prompts has not run for an hour.'
    severity: 1
    query: 'AppMetrics | where Name == "balance.timer.duration" and tostring(Properties.timer) == "PromptTimer" and tostring(Properties.outcome) == "done" | summarize Number = coalesce(sum(ItemCount), 0)'
    operator: 'LessThan'
    threshold: 1
    window: 'PT1H'
  }
  {
    name: 'timers-failed'
    text: 'A timer failed. Which one, and how, stands in: balance status'
    severity: 1
    query: 'AppMetrics | where Name == "balance.timer.duration" and tostring(Properties.outcome) == "failed" | summarize Number = coalesce(sum(ItemCount), 0)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'balance'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${rule.name}-${token}'
    location: location
    tags: tags
    properties: {
      displayName: rule.text
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: rule.window
      autoMitigate: true
      // A new workspace has no table of metrics until the app has sent some; the check would fail the first deployment.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Number'
            timeAggregation: 'Maximum'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]
