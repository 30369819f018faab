targetScope = 'subscription'

@description('Names the deployment; part of every resource name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Where everything is stored and runs.')
@metadata({ azd: { type: 'location' } })
param location string

@description('The location must lie there, and mail is sent through SendGrid\'s servers there. What SendGrid receives waits for the app in the US.')
@allowed(['EU', 'US'])
param dataRegion string = 'EU'

@description('Where prompts come from, e.g. balance@example.org. SendGrid must be allowed to send for its domain.')
param mailFromAddress string

@description('The name that prompts come from.')
param mailFromName string = 'Balance'

@description('The domain whose mail SendGrid posts to the app, e.g. reply.example.org.')
param inboundDomain string

@description('Where people reach the pages; empty for the address that Azure gives the app.')
param publicUrl string = ''

@description('A SendGrid key with the permission Mail Send.')
@secure()
param sendGridApiKey string

@description('32 bytes in base64 that sign links and reply addresses.')
@secure()
param tokenKey string

@description('The key before tokenKey: what it signed still holds. Empty while there was none.')
@secure()
param previousTokenKey string = ''

@description('The part of the webhook addresses that only SendGrid knows.')
@secure()
param webhookSecret string

@description('The public key of SendGrid\'s Inbound Parse security policy; empty while there is none.')
param inboundPublicKey string = ''

@description('The public key of SendGrid\'s Event Webhook; empty while there is none.')
param eventsPublicKey string = ''

@description('Different writers that a figure needs behind it.')
@minValue(3)
@maxValue(100)
param minimumGroupSize int = 5

@description('Who is told of alerts and of the budget.')
param alertEmail string

@description('Money a month, in the subscription\'s currency, after which alertEmail is told.')
param monthlyBudget int = 100

@description('First of the month from which the budget counts: the current one when the budget is made, and never changed later.')
param budgetStart string

@description('True for private endpoints of storage, secrets and database in a virtual network.')
param privateNetwork bool = false

@description('Size of the database server, e.g. Standard_D4ds_v5. Instances times ten connections must fit into what it allows.')
param databaseSku string = 'Standard_B2s'

@description('Gigabytes of the database server; it grows by itself and never shrinks.')
param databaseStorageGb int = 32

@description('Most instances of the app at once.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that always wait for requests; 0 scales to zero.')
@minValue(0)
param alwaysReadyInstances int = 0

@description('More settings of the app by their names, e.g. Retention__ReplyMonths. Secure, for a key of a language model may be among them.')
@secure()
param appSettings object = {}

// Those that have zones: storage is spread over three.
var locations = {
  EU: [
    'francecentral'
    'germanywestcentral'
    'italynorth'
    'northeurope'
    'polandcentral'
    'spaincentral'
    'swedencentral'
    'westeurope'
  ]
  US: [
    'centralus'
    'eastus'
    'eastus2'
    'southcentralus'
    'westus2'
    'westus3'
  ]
}
var place = contains(locations[dataRegion], location)
  ? location
  : fail('${location} does not lie in the data region ${dataRegion}; choose one of ${join(locations[dataRegion], ', ')}.')
var token = take(uniqueString(subscription().id, environmentName, location), 10)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: place
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-balance-${token}', location: place, tags: tags }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { token: token, location: place, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { token: token, location: place, tags: tags, principalId: identity.outputs.principalId }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    token: token
    location: place
    tags: tags
    principalId: identity.outputs.principalId
    endpointSubnetId: network.?outputs.endpointSubnetId
    networkId: network.?outputs.networkId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    token: token
    location: place
    tags: tags
    principalId: identity.outputs.principalId
    sendGridApiKey: sendGridApiKey
    tokenKey: tokenKey
    previousTokenKey: previousTokenKey
    webhookSecret: webhookSecret
    endpointSubnetId: network.?outputs.endpointSubnetId
    networkId: network.?outputs.networkId
  }
}

module database 'modules/database.bicep' = {
  scope: group
  params: {
    token: token
    location: place
    tags: tags
    sku: databaseSku
    storageGb: databaseStorageGb
    appPrincipal: { id: identity.outputs.principalId, name: identity.outputs.name, type: 'ServicePrincipal' }
    operator: { id: deployer().objectId, name: deployer().?userPrincipalName ?? '', type: 'User' }
    endpointSubnetId: network.?outputs.endpointSubnetId
    networkId: network.?outputs.networkId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    token: token
    location: place
    tags: tags
    identity: { id: identity.outputs.id, clientId: identity.outputs.clientId }
    packageContainerUrl: storage.outputs.packageContainerUrl
    storageAccountName: storage.outputs.accountName
    queueServiceUri: storage.outputs.queueServiceUri
    blobServiceUri: storage.outputs.blobServiceUri
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    databaseConnectionString: database.outputs.connectionString
    secretUris: vault.outputs.secretUris
    subnetId: network.?outputs.appSubnetId
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    story: {
      Mail__FromAddress: mailFromAddress
      Mail__FromName: mailFromName
      Mail__InboundDomain: inboundDomain
      Mail__PublicUrl: publicUrl
      Insights__MinimumGroupSize: string(minimumGroupSize)
      Webhooks__InboundPublicKey: inboundPublicKey
      Webhooks__EventsPublicKey: eventsPublicKey
      SendGrid__Endpoint: dataRegion == 'EU' ? 'https://api.eu.sendgrid.com' : 'https://api.sendgrid.com'
    }
    more: appSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: { token: token, location: place, tags: tags, workspaceId: monitoring.outputs.workspaceId, email: alertEmail }
}

module budget 'modules/budget.bicep' = {
  scope: group
  params: { name: 'budget-${environmentName}', amount: monthlyBudget, start: budgetStart, email: alertEmail }
  // Its month can't be changed once it is made, so it is made only when all else is.
  dependsOn: [app, alerts]
}

output AZURE_LOCATION string = place
output AZURE_RESOURCE_GROUP string = group.name
output APP_URL string = app.outputs.url
output DATABASE_HOST string = database.outputs.host
