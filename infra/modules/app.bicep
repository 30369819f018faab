param token string
param location string
param tags object
param identity { id: string, clientId: string }
param packageContainerUrl string
param storageAccountName string
param queueServiceUri string
param blobServiceUri string
param insightsConnectionString string
param databaseConnectionString string
param secretUris { sendGrid: string, token: string, previousToken: string, webhook: string }
param subnetId string?
param maximumInstances int
param alwaysReadyInstances int

@description('Settings of the story, by their names.')
param story object

@description('Settings of whoever deploys, which go before the story\'s but not before those that join the resources.')
@secure()
param more object

var name = 'func-balance-${token}'
var url = 'https://${name}.azurewebsites.net'
var settings = union(story, more, {
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  Queues__queueServiceUri: queueServiceUri
  Queues__blobServiceUri: blobServiceUri
  Queues__credential: 'managedidentity'
  Queues__clientId: identity.clientId
  AZURE_CLIENT_ID: identity.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
  Storage__ConnectionString: databaseConnectionString
  Storage__EntraSignIn: 'true'
  Mail__PublicUrl: empty(story.Mail__PublicUrl) ? url : story.Mail__PublicUrl
  SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${secretUris.sendGrid})'
  Tokens__Keys__0: '@Microsoft.KeyVault(SecretUri=${secretUris.token})'
  Tokens__Keys__1: '@Microsoft.KeyVault(SecretUri=${secretUris.previousToken})'
  Webhooks__Secret: '@Microsoft.KeyVault(SecretUri=${secretUris.webhook})'
})

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [for setting in items(settings): { name: setting.key, value: string(setting.value) }]
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: alwaysReadyInstances }] : []
      }
    }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output url string = url
