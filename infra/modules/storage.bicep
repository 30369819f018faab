param token string
param location string
param tags object
param principalId string
param endpointSubnetId string?
param networkId string?

var private = endpointSubnetId != null

// The names of the queues that the app's triggers read; a test compares them with the app.
var queues = ['prompts-to-send', 'replies-to-score', 'receipts-to-send']

var roles = {
  // The host keeps leases, timers' schedules and the app's package in blobs, and asks for this role on them. What is too large for a
  // queue is in blobs too, and needs no more than this.
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stbalance${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: private ? 'Deny' : 'Allow', bypass: private ? 'None' : 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: 'packages'
    }

    resource claims 'containers' = {
      name: 'claims'
    }
  }

  // A claim goes with its message, which may be put off for a week. What is left after a month belongs to no message.
  resource cleaning 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'claims'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['claims/'] }
              actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: 30 } } }
            }
          }
        ]
      }
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [
      for name in flatten(map(queues, name => [name, '${name}-poison'])): {
        name: name
      }
    ]
  }
}

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, principalId, role.value)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

module endpoints 'endpoint.bicep' = [
  for service in ['blob', 'queue']: if (private) {
    params: {
      targetId: account.id
      groupId: service
      zoneName: 'privatelink.${service}.${environment().suffixes.storage}'
      location: location
      tags: tags
      subnetId: endpointSubnetId ?? ''
      networkId: networkId ?? ''
    }
  }
]

output accountName string = account.name
output queueServiceUri string = account.properties.primaryEndpoints.queue
output blobServiceUri string = account.properties.primaryEndpoints.blob
output packageContainerUrl string = '${account.properties.primaryEndpoints.blob}packages'
